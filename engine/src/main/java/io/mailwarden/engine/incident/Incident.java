package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The case opened for an account: what was found, in time, its state, and what was done. Immutable.
 *
 * @param id unique; sorts by time of opening
 * @param account whom it concerns
 * @param status where it stands
 * @param severity the gravest of its findings
 * @param opened time of the event that opened it, or of an earlier one that joined it, to the microsecond; signs that
 *     stood before are older
 * @param updated time of the latest event that added to it, to the microsecond
 * @param findings by type: what stood against the account before, then what was found, in order of first sight
 * @param counts what happened because of it
 */
public record Incident(
        String id,
        Account account,
        IncidentStatus status,
        Severity severity,
        Instant opened,
        Instant updated,
        List<Finding> findings,
        IncidentCounts counts) {

    // Some thirty findings with their explanations.
    private static final int MOST_WORDS = 8_000;

    /**
     * Where an incident stands.
     *
     * @param state where it stands with administrators
     * @param answered the severity at which all that its workflow asks for was done; empty for none
     */
    public record IncidentStatus(IncidentState state, Optional<Severity> answered) {

        /** Of a new incident. */
        public static final IncidentStatus NEW = new IncidentStatus(IncidentState.OPEN, Optional.empty());
    }

    /**
     * What happened to an account's mail and logins because of an incident.
     *
     * @param heldMessages how many messages were held because of it
     * @param passedMessages how many messages left between the first finding and the first hold
     * @param rejectedLogins how many logins were denied because of it
     */
    public record IncidentCounts(long heldMessages, long passedMessages, long rejectedLogins) {

        /** Nothing happened yet. */
        public static final IncidentCounts NONE = new IncidentCounts(0, 0, 0);

        static final IncidentCounts ONE_HELD = new IncidentCounts(1, 0, 0);
        static final IncidentCounts ONE_PASSED = new IncidentCounts(0, 1, 0);
        static final IncidentCounts ONE_REJECTED = new IncidentCounts(0, 0, 1);

        /** All of it together. */
        IncidentCounts plus(IncidentCounts more) {
            return more.equals(NONE)
                    ? this
                    : new IncidentCounts(
                            heldMessages + more.heldMessages,
                            passedMessages + more.passedMessages,
                            rejectedLogins + more.rejectedLogins);
        }
    }

    public Incident {
        opened = opened.truncatedTo(ChronoUnit.MICROS);
        updated = updated.truncatedTo(ChronoUnit.MICROS);
        findings = List.copyOf(findings);
    }

    /** Opened at that time, by what will join it. */
    static Incident open(String id, Account account, Instant at) {
        return new Incident(
                id, account, IncidentStatus.NEW, Severity.SUSPECTED, at, at, List.of(), IncidentCounts.NONE);
    }

    /** With what stood against the account before it opened; it did not open by that. */
    Incident with(List<Finding> earlier) {
        return new Incident(id, account, status, severity, opened, updated, Finding.merge(findings, earlier), counts);
    }

    /** Where it stands with administrators. */
    public IncidentState state() {
        return status.state();
    }

    /** The severity at which it has to be answered: an administrator who confirms is sure. */
    public Severity due() {
        return state() == IncidentState.CONFIRMED ? Severity.CRITICAL : severity;
    }

    /**
     * How grave that is by which somebody is inside the account: the one definition, which every answer asks.
     *
     * <p>Somebody is inside at the severity of the gravest of what was let in: of a login that stands against the
     * account, and of what was sent. What was denied at the door, and what others say of the account, never got
     * anybody in, and outsiders can bring it about; where there is nothing else, administrators are told, and nothing
     * is held, blocked or ended. An administrator who confirms says that somebody is. Empty for nobody, and of what is
     * over.
     */
    public Optional<Severity> inside() {
        if (over()) {
            return Optional.empty();
        }
        return state() == IncidentState.CONFIRMED
                ? Optional.of(Severity.CRITICAL)
                : findings.stream()
                        .filter(Finding::inside)
                        .map(finding -> finding.gravest().severity())
                        .reduce(Severity::or);
    }

    /** Whether what its workflow asks for is not done yet. */
    boolean unanswered() {
        return !over()
                && status.answered().filter(at -> at.compareTo(due()) >= 0).isEmpty();
    }

    /** The gravest of what was found, by severity, then score. */
    public Optional<Finding> gravest() {
        return findings.stream()
                .max(Comparator.<Finding, Severity>comparing(
                                finding -> finding.gravest().severity())
                        .thenComparing(finding -> finding.gravest().score().value()));
    }

    /** Whether nothing more can come of it. */
    public boolean over() {
        return state().over();
    }

    /**
     * Checks what a step made of the account's incident; for stores. Throws IllegalArgumentException when it is of
     * another account, or instead of the current one.
     */
    public void requireNext(Account of, Optional<Incident> before) {
        if (!account.equals(of) || before.filter(one -> !one.id().equals(id)).isPresent()) {
            throw new IllegalArgumentException("%s of %s cannot follow %s of %s"
                    .formatted(id, account, before.map(Incident::id).orElse("none"), of));
        }
    }

    /**
     * All that a search for text looks through, in lower case: id, account, and the type, place and explanation of each
     * finding. At most {@value #MOST_WORDS} characters.
     */
    public String words() {
        String all = findings.stream()
                .map(finding -> String.join(
                        "\n",
                        finding.gravest().type(),
                        finding.place(),
                        finding.gravest().explanation().text()))
                .collect(Collectors.joining("\n", id + "\n" + account.name() + "\n", ""));
        return all.substring(0, Math.min(all.length(), MOST_WORDS)).toLowerCase(Locale.ROOT);
    }

    /** Whether anything of that type was found. */
    public boolean has(String type) {
        return findings.stream().anyMatch(finding -> finding.gravest().type().equals(type));
    }

    /**
     * Why the account's mail is held: it was confirmed, or something critical was found that speaks of a thief who is
     * inside; empty when it is not.
     */
    public Optional<String> contains() {
        if (inside().filter(grave -> grave == Severity.CRITICAL).isEmpty()) {
            return Optional.empty();
        }
        Optional<Finding> inside = findings.stream()
                .filter(finding -> finding.inside() && finding.gravest().critical())
                .max(Comparator.comparing(finding -> finding.gravest().score().value()));
        return inside.map(finding -> "incident %s is open: %s"
                        .formatted(id, finding.gravest().explanation().text()))
                .or(() -> Optional.of("incident %s is confirmed".formatted(id)));
    }

    /** Whether it lapses: suspected only, nobody reviewed it, and nothing new came for the quiet time. */
    boolean quiet(Instant at, Duration quietTime) {
        return state() == IncidentState.OPEN
                && severity == Severity.SUSPECTED
                && updated.plus(quietTime).isBefore(at);
    }

    /** With what one more part of the incident brings. */
    Incident and(IncidentDelta part) {
        return joined(part).unansweredSince(this);
    }

    private Incident joined(IncidentDelta part) {
        return new Incident(
                id,
                account,
                status,
                severity.or(part.severity()),
                part.findings().stream()
                        .map(Finding::first)
                        .filter(opened::isAfter)
                        .min(Instant::compareTo)
                        .orElse(opened),
                later(part.latest()),
                Finding.merge(findings, part.findings()),
                counts.plus(part.counts()));
    }

    Incident in(IncidentState next) {
        return at(new IncidentStatus(next, status.answered())).unansweredSince(this);
    }

    // What was answered while nobody was inside is to be answered once more when somebody is.
    private Incident unansweredSince(Incident before) {
        Optional<Severity> was = before.inside();
        return inside().equals(was)
                ? this
                : at(new IncidentStatus(state(), status.answered().filter(answered -> was.filter(
                                grave -> grave.compareTo(answered) >= 0)
                        .isPresent())));
    }

    Incident answeredAt(Severity at) {
        return at(new IncidentStatus(state(), Optional.of(at)));
    }

    private Incident at(IncidentStatus next) {
        return new Incident(id, account, next, severity, opened, updated, findings, counts);
    }

    private Instant later(Instant at) {
        return at.isAfter(updated) ? at : updated;
    }
}
