package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One login as an administrator sees it.
 *
 * @param at when
 * @param protocol the door
 * @param outcome accepted, refused or blocked
 * @param address where from; empty when the door cannot tell
 * @param place country and network in words, such as "NO, Telenor Norge AS"; empty when not known
 * @param client what it says it is; may be empty
 * @param tls whether the password came encrypted
 * @param anomalies what was found, such as impossible-travel
 */
public record LoginRecord(
        Instant at,
        Protocol protocol,
        Outcome outcome,
        Optional<String> address,
        String place,
        String client,
        boolean tls,
        List<String> anomalies) {

    public LoginRecord {
        anomalies = List.copyOf(anomalies);
    }
}
