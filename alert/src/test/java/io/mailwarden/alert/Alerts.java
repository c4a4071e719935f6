package io.mailwarden.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Alerts for tests. */
final class Alerts {

    static final String ID = "0c8a4f0e-7a3a-4b59-9d1e-3f0b8f1f6a11";
    static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    private Alerts() {}

    /** As most are. */
    static Alert takeover() {
        return of(
                "bob@example.org",
                "Lagos 40 min after Oslo: 7,410 km/h (limit 900)",
                List.of(
                        "impossible-travel: Lagos 40 min after Oslo: at least 5,937 km, 8,905 km/h (limit 900)",
                        "recipient-fan-out: 212 recipients never written to, in 10 min (usually 3 in an hour)",
                        "hidden-network: 203.0.113.7 is in a data centre that the account never used"));
    }

    /** Of that account. */
    static Alert of(String account, String headline, List<String> findings) {
        return new Alert(
                Optional.of(new Account(account)),
                "critical impossible-travel",
                Severity.CRITICAL,
                Optional.of("20260503-0007"),
                NOON,
                new AlertContent(
                        "12 messages held, login from Lagos, NG",
                        headline,
                        findings,
                        List.of("Outgoing mail is held: 12 messages wait for review", "2 sessions were ended"),
                        List.of(
                                "Ask the owner whether it was them, by telephone or in person: not by mail.",
                                "If it was a thief, confirm the incident and have the password changed.")));
    }

    /** Of which nothing is told but that it is, as where nothing was done. */
    static Alert bare() {
        return new Alert(
                Optional.of(new Account("anna@example.net")),
                "suspected recipient-fan-out",
                Severity.SUSPECTED,
                Optional.empty(),
                NOON,
                new AlertContent("", "190 never-seen recipients in 1h", List.of(), List.of(), List.of()));
    }

    /** By somebody who tries all that could break out of anything. */
    static Alert hostile() {
        String nasty = "\"><script>alert(1)</script>\r\n"
                + "Bcc: all@example.org\r\n\r\n"
                + "|=\\]' <!channel> @all [x](https://evil.example) www.evil.example \u202Etxt.exe"
                + " \u05E9\u05DC\u05D5\u05DD \uD83D\uDE80";
        return of("bob'\"<b>@example.org", nasty, Collections.nCopies(5_000, nasty.repeat(100)));
    }

    static Alert digest(int count) {
        return Alert.digest(
                count, 1, Collections.nCopies(Math.min(count, 50), "bob@example.org, critical: Lagos"), NOON);
    }
}
