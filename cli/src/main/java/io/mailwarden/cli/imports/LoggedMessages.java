package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Event;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages that are in servers' queues, by queue: bounded, the oldest is told early. Not thread-safe. */
final class LoggedMessages {

    private static final int MOST_OPEN = 50_000;
    private static final long MOST_RECIPIENTS = 1_000_000;

    private final Map<String, LoggedMessage> open = new LinkedHashMap<>();
    private final int mostOpen;
    private final long mostRecipients;
    private final Consumer<Event> events;
    private final ImportTally tally;
    private long recipients;

    LoggedMessages(Consumer<Event> events, ImportTally tally) {
        this(MOST_OPEN, MOST_RECIPIENTS, events, tally);
    }

    LoggedMessages(int mostOpen, long mostRecipients, Consumer<Event> events, ImportTally tally) {
        this.mostOpen = mostOpen;
        this.mostRecipients = mostRecipients;
        this.events = events;
        this.tally = tally;
    }

    /** A message, or another queue's name of one. A name that is in use ended without being told. */
    void open(String id, LoggedMessage submission) {
        removed(id);
        open.put(id, submission);
        makeRoom();
    }

    @Nullable LoggedMessage find(String id) {
        return open.get(id);
    }

    void tried(LoggedMessage submission, String at, String given) {
        int before = submission.size();
        submission.tried(at, given);
        recipients += submission.size() - before;
        makeRoom();
    }

    /** Tells the message, if every recipient was tried. */
    void tellIfComplete(LoggedMessage submission) {
        if (submission.complete()) {
            tell(submission);
        }
    }

    /** The server is done with it. */
    void removed(String id) {
        LoggedMessage done = open.remove(id);
        if (done != null) {
            finish(done);
        }
    }

    /** There are no more lines. */
    void end() {
        open.values().forEach(this::finish);
        open.clear();
    }

    private void makeRoom() {
        Iterator<LoggedMessage> oldest = open.values().iterator();
        while (oldest.hasNext() && (open.size() > mostOpen || recipients > mostRecipients)) {
            LoggedMessage first = oldest.next();
            oldest.remove();
            finish(first);
        }
    }

    private void finish(LoggedMessage submission) {
        tell(submission);
        if (submission.isGiven() && !submission.isTold()) {
            tally.passedOver(Reason.NO_RECIPIENTS);
        }
    }

    private void tell(LoggedMessage submission) {
        recipients -= submission.size();
        submission.tell().forEach(events);
        recipients += submission.size();
    }
}
