package io.mailwarden.engine.review.owner;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentSigns;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.response.OwnActions;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.BlockCause;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Locks an account because its owner says that a login was not his: what it sends waits for review, its sessions end,
 * and an incident tells administrators. In every mode, for a person asked for it. Nothing here unlocks: administrators
 * do, as they do any block. Thread-safe.
 */
public final class OwnerLock {

    /** The type of what is found then. */
    public static final String TYPE = "reported-by-owner";

    /** Among what was done about an incident. */
    private static final String RESPONSE = "owner-lock";

    // Microsoft Entra sets the risk of a user who reports a sign-in as not his to high. Not 1: whoever reads the
    // mailbox can press, too.
    private static final Score SCORE = new Score(0.95);

    private final OwnActions own;
    private final ResponseRecordStore records;
    private final Profiles profiles;
    private final Clock clock;

    /** By these means; the engine makes it. */
    public OwnerLock(OwnActions own, ResponseRecordStore records, Profiles profiles, Clock clock) {
        this.own = own;
        this.records = records;
        this.profiles = profiles;
        this.clock = clock;
    }

    /**
     * Locks the account of a notice; all of it is committed when this returns, and doing it twice is doing it once.
     * Throws {@link StoreUnavailable}, and then some of it may be done. Not for threads that clients wait for.
     *
     * @param words that the owner says so, and how he did, for administrators
     * @return the id of the account's incident
     */
    public String lock(OwnerNotice notice, String words) {
        Account account = notice.account();
        Instant now = clock.instant();
        Incident shown = report(notice, words, now);
        Incident incident = own.incidents().kept(account).orElse(shown);
        var unused = own.blocks().set(block(notice, incident, words, now));
        int ended = own.sessions().endAll(account, SessionEndReason.INCIDENT);
        records.add(new ResponseRecord(
                account,
                incident.id(),
                Severity.CRITICAL,
                RESPONSE,
                now,
                "its owner locked it: what it sends waits for review, and %s ended on this node"
                        .formatted(Explanation.count(ended, "session", "sessions"))));
        return incident.id();
    }

    // What stood against the account is part of the incident's story.
    private Incident report(OwnerNotice notice, String words, Instant now) {
        List<Suspicion> standing = profiles.tell(notice.account(), profile -> profile.standing(now))
                .orElse(List.of());
        Anomaly reported =
                new Anomaly(TYPE, Set.of(Evidence.PASSWORD), Severity.CRITICAL, SCORE, new Explanation(words));
        IncidentSigns signs = new IncidentSigns(
                now, List.of(reported), standing, notice.login().place(), false, true);
        return profiles.tell(notice.account(), profile -> own.incidents().found(notice.account(), signs))
                .orElseGet(() -> own.incidents().found(notice.account(), signs));
    }

    private static Block block(OwnerNotice notice, Incident incident, String words, Instant now) {
        return new Block(
                "owner-" + notice.id(),
                notice.account(),
                Restriction.HOLD,
                new BlockCause(words, BlockCause.Author.OWNER, "notice " + notice.id(), Optional.of(incident.id())),
                now,
                Optional.empty());
    }
}
