package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * One pass over what an account sent.
 *
 * @param id names the pass; made of the time when it began, so that later ones sort behind earlier ones
 * @param scope what is scanned again, and why
 * @param status how far it is
 * @param startedAt when it was asked for
 * @param finishedAt when it was through
 * @param task James's id of the task that works on it; empty before there is one
 */
public record Rescan(
        String id, Scope scope, Status status, Instant startedAt, Optional<Instant> finishedAt, String task) {

    /** The state of a re-scan. */
    public enum RescanState {
        /** It has begun; whoever holds its lease works on it, and when nobody does it is taken up again. */
        RUNNING,
        /** It is through. */
        DONE,
        /** An administrator stopped it; what was done stays done. */
        CANCELLED;

        /** The name in the API and the store: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How much a re-scan has seen and done so far.
     *
     * @param scanned messages that were looked at
     * @param malicious of them
     * @param unread of them
     * @param quarantined copies that were taken back or out, into quarantine
     * @param left copies that are out of reach
     * @param failed copies that could not be taken
     */
    public record RescanCounts(long scanned, long malicious, long unread, long quarantined, long left, long failed) {

        /** The counts of a re-scan that has done nothing yet. */
        public static final RescanCounts NONE = new RescanCounts(0, 0, 0, 0, 0, 0);

        /** With this finding. */
        RescanCounts plus(RescanFinding finding) {
            return new RescanCounts(
                    scanned + 1,
                    malicious + (finding.malicious() ? 1 : 0),
                    unread + (finding.verdict() == RescanVerdict.UNREAD ? 1 : 0),
                    quarantined + count(finding, MessageCopy.Treatment.QUARANTINED),
                    left + count(finding, MessageCopy.Treatment.OUT_OF_REACH),
                    failed + count(finding, MessageCopy.Treatment.FAILED));
        }

        /** With a finding in the place of what it was before. */
        RescanCounts replace(RescanFinding before, RescanFinding after) {
            RescanCounts old = NONE.plus(before);
            RescanCounts current = plus(after);
            return new RescanCounts(
                    current.scanned - old.scanned,
                    current.malicious - old.malicious,
                    current.unread - old.unread,
                    current.quarantined - old.quarantined,
                    current.left - old.left,
                    current.failed - old.failed);
        }

        private static long count(RescanFinding finding, MessageCopy.Treatment treatment) {
            return finding.copies().stream()
                    .filter(copy -> copy.treatment() == treatment)
                    .count();
        }
    }

    /**
     * What a pass scans again, and why.
     *
     * @param incident why
     * @param account whose journal
     * @param from the journal's id behind which it begins; empty for the whole journal
     * @param act whether malicious copies are taken; else the pass only reports
     */
    public record Scope(String incident, Account account, String from, boolean act) {}

    /**
     * How far a pass is.
     *
     * @param state where it stands
     * @param position the journal's last id that was looked at
     * @param counts what it saw and did
     */
    public record Status(RescanState state, String position, RescanCounts counts) {}

    public Rescan {
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        finishedAt = finishedAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
    }

    /** One that begins now. */
    public static Rescan begin(String id, Scope scope, Instant now) {
        Status begun = new Status(RescanState.RUNNING, scope.from(), RescanCounts.NONE);
        return new Rescan(id, scope, begun, now, Optional.empty(), "");
    }

    /** Why. */
    public String incident() {
        return scope.incident();
    }

    /** Whose journal. */
    public Account account() {
        return scope.account();
    }

    /** What it saw and did. */
    public RescanCounts counts() {
        return status.counts();
    }

    /** As far as that id of the journal. */
    public Rescan at(String reached, RescanCounts counted) {
        Status further = new Status(status.state(), reached, counted);
        return new Rescan(id, scope, further, startedAt, finishedAt, task);
    }

    /** The same re-scan, ended with that state. */
    public Rescan ended(RescanState how, Instant now) {
        Status last = new Status(how, status.position(), status.counts());
        return new Rescan(id, scope, last, startedAt, Optional.of(now), task);
    }

    /** With the task that works on it. */
    public Rescan worked(String byTask) {
        return new Rescan(id, scope, status, startedAt, finishedAt, byTask);
    }
}
