package io.mailwarden.engine.response.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What administrators are to be told of. Immutable. Its texts are as those of {@link AlertContent}.
 *
 * @param account whom it concerns; empty for what concerns the server
 * @param cause what it is about, in short, such as {@code critical impossible-travel}; at most {@value #CAUSE}
 *     characters
 * @param severity how grave
 * @param incident id of the incident that tells more
 * @param at when it happened, to the microsecond
 * @param content what is told
 * @param follows id of the first alert of the same incident of the account, when this is not the first
 */
public record Alert(
        Optional<Account> account,
        String cause,
        Severity severity,
        Optional<String> incident,
        Instant at,
        AlertContent content,
        Optional<String> follows) {

    /**
     * What an alert tells. Every text is one line of bounded length without control characters and without marks that
     * turn the direction of what follows; what is longer is cut, and what is more is counted.
     *
     * @param summary what happened and where from, in a few words such as "3 messages held, login from Lagos, NG";
     *     empty where the headline is as short; at most {@value #SUMMARY} characters
     * @param headline all of it in one sentence, at most {@value #LINE} characters
     * @param findings what was seen, and why that is odd, the gravest first; at most {@value #FINDINGS}
     * @param done what Mailwarden did about it; at most {@value #STEPS}
     * @param next what is left to do for a person; at most {@value #STEPS}
     */
    public record AlertContent(
            String summary, String headline, List<String> findings, List<String> done, List<String> next) {

        /** Most characters of a summary. */
        public static final int SUMMARY = 100;

        /** Most characters of a line. */
        public static final int LINE = 400;

        /** Most findings. */
        public static final int FINDINGS = 50;

        /** Most things that were done, and that are left to do. */
        public static final int STEPS = 20;

        /** One whose headline is all that there is to say. */
        public AlertContent(String headline, List<String> findings, List<String> done, List<String> next) {
            this("", headline, findings, done, next);
        }

        public AlertContent {
            summary = line(summary, SUMMARY);
            headline = line(headline, LINE);
            findings = lines(findings, FINDINGS);
            done = lines(done, STEPS);
            next = lines(next, STEPS);
        }

        /** One line of at most so many characters. */
        static String line(String raw, int most) {
            return Text.printable(raw.strip(), most);
        }

        private static List<String> lines(List<String> raw, int most) {
            Stream<String> lines = raw.stream().map(text -> line(text, LINE)).filter(text -> !text.isEmpty());
            if (raw.size() <= most) {
                return lines.toList();
            }
            return Stream.concat(
                            lines.limit(most - 1L),
                            Stream.of(String.format(Locale.ROOT, "and %,d more", raw.size() - most + 1)))
                    .toList();
        }
    }

    /** The cause of a digest of alerts that were over the cap. */
    public static final String DIGEST = "digest";

    /** Most characters of a cause. */
    public static final int CAUSE = 120;

    private static final int ID = 100;

    private static final Comparator<Finding> GRAVEST_FIRST = Comparator.<Finding, Severity>comparing(
                    finding -> finding.gravest().severity())
            .thenComparing(finding -> finding.gravest().score().value())
            .reversed();

    private static final String ASK = "Ask the owner whether it was them, by telephone or in person: not by mail.";

    /** One that follows no other. */
    public Alert(
            Optional<Account> account,
            String cause,
            Severity severity,
            Optional<String> incident,
            Instant at,
            AlertContent content) {
        this(account, cause, severity, incident, at, content, Optional.empty());
    }

    public Alert {
        cause = AlertContent.line(cause, CAUSE);
        if (cause.isBlank()) {
            throw new IllegalArgumentException("an alert has a cause");
        }
        incident = incident.map(id -> AlertContent.line(id, ID));
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Of an incident that opened or became graver.
     *
     * @param done what was done about it, in words
     * @param at when
     */
    public static Alert of(Incident incident, List<String> done, Instant at) {
        List<Finding> findings =
                incident.findings().stream().sorted(GRAVEST_FIRST).toList();
        String type =
                findings.isEmpty() ? "incident" : findings.get(0).gravest().type();
        String reason = findings.isEmpty()
                ? "no finding"
                : findings.get(0).gravest().explanation().text();
        return new Alert(
                Optional.of(incident.account()),
                incident.due().label() + (outside(incident) ? " denied " : " ") + type,
                incident.due(),
                Optional.of(incident.id()),
                at,
                new AlertContent(
                        AlertSummary.of(incident),
                        reason,
                        findings.stream().map(Alert::told).toList(),
                        done,
                        next(incident)));
    }

    /** The same, as what follows the alert of that id. */
    public Alert following(Optional<String> first) {
        return new Alert(account, cause, severity, incident, at, content, first);
    }

    /**
     * Of alerts that were over the cap.
     *
     * @param count how many
     * @param critical how many of them are critical
     * @param lines the {@link #digestLine} of at most {@value AlertContent#FINDINGS} of them, the critical ones first,
     *     then in the order of time
     */
    public static Alert digest(long count, long critical, List<String> lines, Instant at) {
        return new Digest(count, critical, lines).alert(at);
    }

    /** What a digest says of this alert. */
    public String digestLine() {
        return Digest.line(this);
    }

    private static String told(Finding finding) {
        String times = finding.count() == 1 ? "" : String.format(Locale.ROOT, " (%,d times)", finding.count());
        return "%s: %s%s"
                .formatted(
                        finding.gravest().type(),
                        finding.gravest().explanation().text(),
                        times);
    }

    private static boolean outside(Incident incident) {
        return incident.inside().filter(grave -> grave == incident.due()).isEmpty();
    }

    private static List<String> next(Incident incident) {
        if (outside(incident)) {
            return List.of(
                    "Nobody came in by this, so nothing was held, blocked or ended. " + ASK,
                    "If somebody has the password, confirm the incident: its mail is held and its sessions end from"
                            + " then on; have the password changed, then unblock the account.",
                    "If it was the owner, dismiss the incident: what was tried is forgotten.");
        }
        if (incident.due() == Severity.SUSPECTED) {
            return List.of(
                    ASK,
                    "If it was the owner, dismiss the incident: it becomes normal for this account.",
                    "If it was not, confirm the incident, have the password changed, then unblock the account: its"
                            + " owner can send again.");
        }
        return List.of(
                ASK,
                "If it was a thief, confirm the incident, have the password changed and delete what was held; then"
                        + " unblock the account: its owner can send again.",
                "If it was the owner, dismiss the incident and release what was held.");
    }

    /**
     * What is told of its account once within {@link AlertLimits#period}: the cause; of something critical, the cause
     * and the incident, for nothing but an administrator's decision ends such an incident, and what comes after that is
     * news.
     */
    public String once() {
        return severity == Severity.CRITICAL
                ? incident.map(id -> cause + ' ' + id).orElse(cause)
                : cause;
    }

    /** Whether it tells of others that were over the cap. */
    public boolean digest() {
        return cause.equals(DIGEST);
    }

    /** Whom or what it concerns, to be read. */
    public String subject() {
        return account.map(Account::name)
                .map(name -> AlertContent.line(name, AlertContent.LINE))
                .orElse("Mailwarden");
    }
}
