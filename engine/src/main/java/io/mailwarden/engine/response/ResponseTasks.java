package io.mailwarden.engine.response;

import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Modes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done about incidents and their responses now and then: due responses are carried out, sessions ended, and
 * what other nodes changed in the store is read again. Thread-safe.
 */
public final class ResponseTasks {

    // The alarms of the tasks, by which tests run one of them.
    public static final String RESPONSES_DUE = "responses-due";

    private static final Duration INCIDENTS_EVERY = Duration.ofSeconds(10);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    // A session that moves anything notices a block by itself; this is for those that are silent.
    private static final Duration SESSIONS_EVERY = Duration.ofSeconds(1);
    // Faster than anybody types; what a program sends meanwhile is held.
    private static final Duration ANSWER_EVERY = Duration.ofMillis(100);
    private static final Duration MODES_EVERY = Duration.ofSeconds(1);
    // What a node has committed, but could not tell of before it died, waits so long for the others.
    private static final Duration BLOCKS_EVERY = Duration.ofSeconds(5);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration RECORDS_KEPT = Duration.ofDays(365);
    private static final String MODES_UNREAD = "modes-unread";

    private final ResponseExecutor executor;
    private final OwnActions own;
    private final Modes modes;
    private final ResponseRecordStore records;
    private final Alarms alarms;
    private final Clock clock;
    // Touched by the one task alone.
    private final List<Block> late = new ArrayList<>();

    /** Does nothing yet. */
    public ResponseTasks(
            ResponseExecutor executor,
            OwnActions own,
            Modes modes,
            ResponseRecordStore records,
            Alarms alarms,
            Clock clock) {
        this.executor = executor;
        this.own = own;
        this.modes = modes;
        this.records = records;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Reads what must be known before the first event. */
    public void readFirst() {
        attempt(MODES_UNREAD, "the configured modes hold", modes::refresh);
        attempt(
                CacheRefresher.BLOCKS_UNREAD,
                "accounts may be blocked that are not known here",
                own.blocks()::refreshAll);
    }

    /** From now on: ends sessions that must not go on. */
    public void startSessions(PeriodicTasks tasks) {
        tasks.every(SESSIONS_EVERY, "sessions-unended", "sessions go on that should have ended", own.sessions()::reap);
    }

    /** From now on: all that needs a store which outlives this process. */
    public void startLasting(PeriodicTasks tasks) {
        // Should a notice have been lost with the node that was about to write it.
        tasks.every(INCIDENTS_EVERY, "incidents-unread", "incidents may be stale", own.incidents()::refreshAll);
        tasks.every(ANSWER_EVERY, RESPONSES_DUE, "incidents are not answered", executor::run);
        tasks.every(MODES_EVERY, MODES_UNREAD, "modes that were set elsewhere are not known here", modes::refresh);
        tasks.every(
                BLOCKS_EVERY,
                CacheRefresher.BLOCKS_UNREAD,
                "blocks that were set elsewhere may not be known here",
                this::refreshBlocks);
        tasks.every(FORGET_EVERY, "responses-unforgotten", "what ended long ago is kept on", this::forget);
    }

    private void refreshBlocks() {
        own.blocks().refreshAll();
        late.addAll(own.blocks().sharedLate());
        late.removeIf(this::settled);
    }

    // What was set while the store was gone may answer an incident that somebody ended meanwhile, or that became part
    // of another node's: nobody else would lift it then.
    private boolean settled(Block block) {
        Optional<String> answered = block.cause().incident();
        if (answered.isEmpty()) {
            return true;
        }
        if (!own.incidents().settled(block.account(), Duration.ZERO)) {
            return false;
        }
        if (own.incidents()
                .find(answered.get())
                .filter(incident -> !incident.over())
                .isEmpty()) {
            own.blocks().lift(block.account(), answered, "end of incident " + answered.get());
        }
        return true;
    }

    private void forget() {
        own.blocks().forgetOld();
        records.forget(clock.instant().minus(RECORDS_KEPT));
    }

    /** The store lost its incidents and blocks: what is in memory is kept again, soon. */
    public void keepAgain() {
        own.incidents().keepAgain();
        own.blocks().keepAgain();
    }

    /** Waits a while until the store has every incident. */
    public void settle() {
        if (!own.incidents().settled(CLOSE_WAIT)) {
            alarms.raise("incidents-unwritten", "the store of incidents did not answer before the end");
        }
    }

    private void attempt(String alarm, String trouble, Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable e) {
            alarms.raise(alarm, trouble, e);
        }
    }
}
