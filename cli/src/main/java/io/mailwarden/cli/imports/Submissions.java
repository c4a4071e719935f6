package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Event;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages that are in Postfix's queues, by queue: bounded, the oldest is told early. Not thread-safe. */
final class Submissions {

    private final Map<String, Submission> open = new LinkedHashMap<>();
    private final int mostOpen;
    private final long mostRecipients;
    private final Consumer<Event> events;
    private final Tally tally;
    private long recipients;

    Submissions(int mostOpen, long mostRecipients, Consumer<Event> events, Tally tally) {
        this.mostOpen = mostOpen;
        this.mostRecipients = mostRecipients;
        this.events = events;
        this.tally = tally;
    }

    /** A message, or another queue's name of one. A name that is in use ended without being told. */
    void open(String id, Submission submission) {
        removed(id);
        open.put(id, submission);
        makeRoom();
    }

    @Nullable Submission find(String id) {
        return open.get(id);
    }

    void tried(Submission submission, String at, String given) {
        int before = submission.size();
        submission.tried(at, given);
        recipients += submission.size() - before;
        makeRoom();
    }

    /** Tells the message, if every recipient was tried. */
    void tellIfComplete(Submission submission) {
        if (submission.complete()) {
            tell(submission);
        }
    }

    /** Postfix is done with it. */
    void removed(String id) {
        Submission done = open.remove(id);
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
        Iterator<Submission> oldest = open.values().iterator();
        while (oldest.hasNext() && (open.size() > mostOpen || recipients > mostRecipients)) {
            Submission first = oldest.next();
            oldest.remove();
            finish(first);
        }
    }

    private void finish(Submission submission) {
        tell(submission);
        if (!submission.isTold()) {
            tally.skipped(Reason.NO_RECIPIENTS);
        }
    }

    private void tell(Submission submission) {
        recipients -= submission.size();
        submission.tell().forEach(events);
        recipients += submission.size();
    }
}
