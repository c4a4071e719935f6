package io.mailwarden.alert.outbox;

import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.time.Duration;
import java.time.Instant;

/** A fault of Mailwarden itself that administrators are told of, by the cause of its alarm. */
enum Fault {
    HOLD_FAILED(
            "hold-failed",
            "mail could not be held",
            "What could not be held waits or left, as policy.on-failure says; the incident counts it.",
            "Look whether the disk of hold.repository is full, or the repository is gone, at once: a thief may be"
                    + " sending."),
    STORE_CORRUPT(
            "store-corrupt",
            "the store was damaged or taken away",
            "A fresh store was started: profiles are learned anew, blocks and incidents are kept again as this node"
                    + " knows them.",
            "Find out what happened to the file; a backup can take its place while no server runs."),
    STORE(
            Alarms.STORE,
            "the store cannot be used",
            "Mail and logins go on; events wait in memory, and incidents are answered when it is back.",
            "Look whether the database runs, and the disk has room."),
    ENGINE_FAILED(
            "engine-failed",
            "events could not be judged",
            "What could not be judged passed or is held, as policy.on-failure says.",
            "Look into James's log for the error behind it, and report it."),
    JOURNAL_FAILED(
            "journal-failed",
            "sent mail is not kept for the re-scan",
            "Mail goes on; what is not kept cannot be scanned again.",
            "Look whether the place that journal.bytes names has room and can be written.");

    // A lock of some seconds wakes nobody.
    private static final Duration LASTS = Duration.ofSeconds(10);

    private final String cause;
    private final String summary;
    private final String meanwhile;
    private final String next;

    Fault(String cause, String summary, String meanwhile, String next) {
        this.cause = cause;
        this.summary = summary;
        this.meanwhile = meanwhile;
        this.next = next;
    }

    /** Of its alarm. */
    String cause() {
        return cause;
    }

    /** In a few words. */
    String summary() {
        return summary;
    }

    /** What becomes of mail meanwhile. */
    String meanwhile() {
        return meanwhile;
    }

    /** What is left to do for a person. */
    String next() {
        return next;
    }

    /** Whether the alarm is grave enough to be told by now: of a store that is away, when it lasts. */
    boolean tells(Alarm alarm, boolean stands, Instant now) {
        return this != STORE || (stands && !alarm.since().plus(LASTS).isAfter(now));
    }
}
