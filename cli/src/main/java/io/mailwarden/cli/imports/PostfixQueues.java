package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Event;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages that are in Postfix's queues, by queue: bounded, the oldest is told early. Not thread-safe. */
final class PostfixQueues {

    private final Map<String, PostfixMessage> open = new LinkedHashMap<>();
    private final int mostOpen;
    private final long mostRecipients;
    private final Consumer<Event> events;
    private final ImportTally tally;
    private long recipients;

    PostfixQueues(int mostOpen, long mostRecipients, Consumer<Event> events, ImportTally tally) {
        this.mostOpen = mostOpen;
        this.mostRecipients = mostRecipients;
        this.events = events;
        this.tally = tally;
    }

    /** A message, or another queue's name of one. A name that is in use ended without being told. */
    void open(String id, PostfixMessage submission) {
        removed(id);
        open.put(id, submission);
        makeRoom();
    }

    @Nullable PostfixMessage find(String id) {
        return open.get(id);
    }

    void tried(PostfixMessage submission, String at, String given) {
        int before = submission.size();
        submission.tried(at, given);
        recipients += submission.size() - before;
        makeRoom();
    }

    /** Tells the message, if every recipient was tried. */
    void tellIfComplete(PostfixMessage submission) {
        if (submission.complete()) {
            tell(submission);
        }
    }

    /** Postfix is done with it. */
    void removed(String id) {
        PostfixMessage done = open.remove(id);
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
        Iterator<PostfixMessage> oldest = open.values().iterator();
        while (oldest.hasNext() && (open.size() > mostOpen || recipients > mostRecipients)) {
            PostfixMessage first = oldest.next();
            oldest.remove();
            finish(first);
        }
    }

    private void finish(PostfixMessage submission) {
        tell(submission);
        if (!submission.isTold()) {
            tally.skipped(Reason.NO_RECIPIENTS);
        }
    }

    private void tell(PostfixMessage submission) {
        recipients -= submission.size();
        submission.tell().forEach(events);
        recipients += submission.size();
    }
}
