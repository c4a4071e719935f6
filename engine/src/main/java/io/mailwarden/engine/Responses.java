package io.mailwarden.engine;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.profile.EventLog;
import io.mailwarden.engine.profile.LogEntry.Notice;
import io.mailwarden.engine.profile.LogEntry.Topic;
import io.mailwarden.engine.response.DeedStore;
import io.mailwarden.engine.response.Means;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.verdict.Modes;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.engine.verdict.WorkflowConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is done about incidents, and what of it the doors have to know. Thread-safe. */
final class Responses {

    // Faster than anybody types; what a program sends meanwhile is held.
    private static final Duration ANSWER_EVERY = Duration.ofMillis(100);
    private static final Duration MODES_EVERY = Duration.ofSeconds(1);
    // What a node has committed, but could not tell of before it died, waits so long for the others.
    private static final Duration BLOCKS_EVERY = Duration.ofSeconds(5);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration DEEDS_KEPT = Duration.ofDays(365);
    private static final String BLOCKS_UNREAD = "blocks-unread";
    private static final String MODES_UNREAD = "modes-unread";

    private final Policy policy;
    private final Incidents incidents;
    private final EventLog log;
    private final SessionKeeper sessions;
    private final Modes modes;
    private final Blocks blocks;
    private final DeedStore deeds;
    private final Responder responder;
    private final Alarms alarms;
    private final Clock clock;

    Responses(
            WorkflowConfig config,
            Policy policy,
            Incidents incidents,
            Ports ports,
            SessionKeeper sessions,
            Watch watch) {
        this.policy = policy;
        this.incidents = incidents;
        this.sessions = sessions;
        modes = policy.modes();
        alarms = watch.alarms();
        clock = watch.clock();
        log = ports.log();
        deeds = ports.responses().deeds();
        blocks = new Blocks(ports.responses().blocks(), clock, this::changed);
        responder =
                new Responder(config, policy, new ResponseExecution.Hands(incidents, blocks, sessions), deeds, watch);
        attempt(MODES_UNREAD, "the configured modes hold", modes::refresh);
        attempt(BLOCKS_UNREAD, "accounts may be blocked that are not known here", blocks::refreshAll);
    }

    private void changed(Account account, String block) {
        log.append(new Notice(clock.instant(), account, Topic.BLOCK, block));
        sessions.endBlocked();
    }

    private void attempt(String alarm, String trouble, Runnable reading) {
        try {
            reading.run();
        } catch (StoreUnavailable e) {
            alarms.raise(alarm, trouble, e);
        }
    }

    void keepUp(Upkeep upkeep) {
        upkeep.every(ANSWER_EVERY, "responses-due", "incidents are not answered", responder::run);
        upkeep.every(MODES_EVERY, MODES_UNREAD, "modes that were set elsewhere are not known here", modes::refresh);
        upkeep.every(
                BLOCKS_EVERY,
                BLOCKS_UNREAD,
                "blocks that were set elsewhere may not be known here",
                blocks::refreshAll);
        upkeep.every(FORGET_EVERY, "responses-unforgotten", "what ended long ago is kept on", this::forget);
    }

    private void forget() {
        blocks.forgetOld();
        deeds.forget(clock.instant().minus(DEEDS_KEPT));
    }

    /** From now on there is a mail server to act through. */
    void equip(Means means) {
        responder.equip(means);
    }

    /** This node's change opened the incident, or made it graver. */
    void opened(Incident incident) {
        responder.opened(incident);
    }

    /** Another node told of something. */
    void noticed(Notice notice) {
        switch (notice.topic()) {
            case INCIDENT -> incidents.refresh(notice.account());
            case BLOCK ->
                attempt(BLOCKS_UNREAD, "a block that was set elsewhere is not known here", () -> {
                    blocks.refresh(notice.account());
                    sessions.endBlocked();
                });
            case SESSIONS -> sessions.noticed(notice);
        }
    }

    /** How far the account may use the doors. */
    Restriction restriction(Account account, Instant now) {
        Restriction blocked = blocks.restriction(account);
        boolean contained =
                incidents.current(account, now).flatMap(Incident::contains).isPresent();
        return contained ? blocked.or(policy.onContained(account)) : blocked;
    }

    /** The verdict that needs no judge, because the account is blocked. */
    Optional<Verdict> forced(Event event) {
        return blocks.strictest(event.account()).flatMap(block -> event.accept(new Blocked(block)));
    }

    /** The verdict on an event of an account that is blocked so. */
    private record Blocked(Block block) implements Event.Visitor<Optional<Verdict>> {

        @Override
        public Optional<Verdict> login(Login login) {
            return block.restriction() == Restriction.BLOCK
                    ? Optional.of(new Verdict.Reject(Explanation.of("the account is blocked: %s", block.reason())))
                    : Optional.empty();
        }

        @Override
        public Optional<Verdict> message(Message message) {
            return Optional.of(
                    new Verdict.Hold(Explanation.of("the account may not send: %s", block.reason()), block.incident()));
        }

        @Override
        public Optional<Verdict> clientSeen(ClientSeen seen) {
            return Optional.empty();
        }

        @Override
        public Optional<Verdict> deliveryReport(DeliveryReport report) {
            return Optional.empty();
        }

        @Override
        public Optional<Verdict> phishingReceived(PhishingReceived phishing) {
            return Optional.empty();
        }
    }

    /** The store lost what it kept: what is in memory is kept again, soon. */
    void keepAgain() {
        blocks.keepAgain();
    }

    Modes modes() {
        return modes;
    }

    Blocks blocks() {
        return blocks;
    }

    DeedStore deeds() {
        return deeds;
    }
}
