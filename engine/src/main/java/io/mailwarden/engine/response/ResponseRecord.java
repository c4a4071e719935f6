package io.mailwarden.engine.response;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The record of one response to an incident. Immutable.
 *
 * @param incident the incident's id
 * @param severity at which it was asked for; each response is carried out once for each severity
 * @param response {@link Response#label}
 * @param at when, to the microsecond
 * @param words what exactly, for administrators; at most {@value #LONGEST} characters, longer ones are cut
 */
public record ResponseRecord(
        Account account, String incident, Severity severity, String response, Instant at, String words) {

    private static final int LONGEST = 500;

    public ResponseRecord {
        at = at.truncatedTo(ChronoUnit.MICROS);
        words = Text.printable(words, LONGEST);
    }
}
