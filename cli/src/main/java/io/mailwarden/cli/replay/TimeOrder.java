package io.mailwarden.cli.replay;

import io.mailwarden.engine.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts events in order of their time: an event waits until one more than {@link #SKEW} newer was seen. Events of the
 * same time go by what they say (kind, account, the rest), so that the order of the lines does not matter within the
 * skew. One that comes later than that is passed on at once, and counted. Not thread-safe.
 */
public final class TimeOrder {

    /** How long an event waits for older ones: more than the clocks of servers that log into one file differ. */
    public static final Duration SKEW = Duration.ofMinutes(2);

    /** Most events that wait: some 1 GB. A server with more in two minutes has other worries. */
    public static final int MOST_WAITING = 1_000_000;

    /** By time, then by content, kind and account first: the text of a record is its name and all its fields. */
    public static final Comparator<Event> BY_TIME_AND_CONTENT = TimeOrder::compare;

    private static final class WaitingEvent implements Comparable<WaitingEvent> {

        private final Event event;
        private final long number;
        // Its text, made once: it is compared with all that waits of its account and second, as of a series of patches.
        private @Nullable String text;

        WaitingEvent(Event event, long number) {
            this.event = event;
            this.number = number;
        }

        @Override
        public int compareTo(WaitingEvent other) {
            int order = compareByTimeAndAccount(event, other.event);
            if (order == 0 && !event.equals(other.event)) {
                order = text().compareTo(other.text());
            }
            return order != 0 ? order : Long.compare(number, other.number);
        }

        private String text() {
            String known = text;
            if (known == null) {
                known = event.toString();
                text = known;
            }
            return known;
        }
    }

    private final PriorityQueue<WaitingEvent> waiting = new PriorityQueue<>();
    private final ObjLongConsumer<Event> next;
    private final int mostWaiting;
    private Instant newest = Instant.MIN;
    private @Nullable Event last;
    private long late;
    private long hurried;

    private static int compare(Event one, Event other) {
        int order = compareByTimeAndAccount(one, other);
        return order != 0 || one.equals(other) ? order : one.toString().compareTo(other.toString());
    }

    // Step by step: nearly always the time tells.
    private static int compareByTimeAndAccount(Event one, Event other) {
        int order = one.at().compareTo(other.at());
        if (order == 0) {
            order = one.getClass().getSimpleName().compareTo(other.getClass().getSimpleName());
        }
        if (order == 0) {
            order = one.account().compareTo(other.account());
        }
        return order;
    }

    /** Passes the events on to there. */
    public TimeOrder(ObjLongConsumer<Event> next) {
        this(next, MOST_WAITING);
    }

    TimeOrder(ObjLongConsumer<Event> next, int mostWaiting) {
        this.next = next;
        this.mostWaiting = mostWaiting;
    }

    /** One more event, with its line's number; may pass on others. */
    public void add(Event event, long number) {
        if (last != null && BY_TIME_AND_CONTENT.compare(event, last) < 0) {
            late++;
            next.accept(event, number);
            return;
        }
        waiting.add(new WaitingEvent(event, number));
        if (event.at().isAfter(newest)) {
            newest = event.at();
        }
        // Not newest minus skew: an event may be as old as time itself.
        while (!waiting.isEmpty()
                && Duration.between(waiting.element().event.at(), newest).compareTo(SKEW) > 0) {
            passOn();
        }
        if (waiting.size() > mostWaiting) {
            hurried++;
            passOn();
        }
    }

    private void passOn() {
        WaitingEvent first = waiting.remove();
        last = first.event;
        next.accept(first.event, first.number);
    }

    /** There are no more: passes on what still waits. */
    public void end() {
        while (!waiting.isEmpty()) {
            passOn();
        }
    }

    /** How many came too late to be put in order. */
    public long late() {
        return late;
    }

    /** How many were passed on before their time, because too many waited. */
    public long hurried() {
        return hurried;
    }
}
