package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One pass over what an account sent.
 *
 * @param id names the pass; made of the time when it began, so that later ones sort behind earlier ones
 * @param incident why
 * @param account whose journal
 * @param from the journal's id behind which it begins; empty for the whole journal
 * @param act whether malicious copies are taken; else the pass only reports
 * @param state how far it is
 * @param position the journal's last id that was looked at
 * @param counts what it saw and did
 * @param startedAt when it was asked for
 * @param finishedAt when it was through
 * @param task James's id of the task that works on it; empty before there is one
 */
public record Rescan(
        String id,
        String incident,
        Account account,
        String from,
        boolean act,
        RescanState state,
        String position,
        RescanCounts counts,
        Instant startedAt,
        Optional<Instant> finishedAt,
        String task) {

    public Rescan {
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        finishedAt = finishedAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
    }

    /** One that begins now, behind that id of the journal. */
    public static Rescan begin(String id, String incident, Account account, String from, boolean act, Instant now) {
        return new Rescan(
                id,
                incident,
                account,
                from,
                act,
                RescanState.RUNNING,
                from,
                RescanCounts.NONE,
                now,
                Optional.empty(),
                "");
    }

    /** As far as that id of the journal. */
    public Rescan at(String reached, RescanCounts counted) {
        return new Rescan(id, incident, account, from, act, state, reached, counted, startedAt, finishedAt, task);
    }

    /** The same re-scan, ended with that state. */
    public Rescan ended(RescanState how, Instant now) {
        return new Rescan(id, incident, account, from, act, how, position, counts, startedAt, Optional.of(now), task);
    }

    /** With the task that works on it. */
    public Rescan worked(String byTask) {
        return new Rescan(id, incident, account, from, act, state, position, counts, startedAt, finishedAt, byTask);
    }
}
