package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        String id,
        RescanScope scope,
        RescanStatus status,
        Instant startedAt,
        Optional<Instant> finishedAt,
        String task) {

    public Rescan {
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        finishedAt = finishedAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
    }

    /** One that begins now. */
    public static Rescan begin(String id, RescanScope scope, Instant now) {
        RescanStatus begun = new RescanStatus(RescanState.RUNNING, scope.from(), RescanCounts.NONE);
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
        RescanStatus further = new RescanStatus(status.state(), reached, counted);
        return new Rescan(id, scope, further, startedAt, finishedAt, task);
    }

    /** Ended like that. */
    public Rescan ended(RescanState how, Instant now) {
        RescanStatus last = new RescanStatus(how, status.position(), status.counts());
        return new Rescan(id, scope, last, startedAt, Optional.of(now), task);
    }

    /** With the task that works on it. */
    public Rescan worked(String byTask) {
        return new Rescan(id, scope, status, startedAt, finishedAt, byTask);
    }
}
