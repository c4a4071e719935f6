package io.mailwarden.mailet.journal;

import io.mailwarden.engine.response.journal.JournalEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which segment this node adds to now. A new one begins after a minute, so that messages go soon after they may, or when it
 * is large, so that little goes with one. For one thread at a time.
 */
final class JournalSegments {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long LARGEST = 16L << 20;

    // Of what is kept at all, in time and in bytes.
    private static final int SHARE = 16;

    private final JournalSettings settings;
    private final Clock clock;
    private @Nullable Open open;

    private record Open(String name, Instant since, long bytes) {}

    /**
     * Where the next bytes go.
     *
     * @param offset how many bytes are in the segment
     */
    record Room(String segment, long offset) {}

    JournalSegments(JournalSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Room for the next bytes.
     *
     * @param appends false for a segment of their own
     */
    Room room(boolean appends) {
        Instant now = clock.instant();
        Open current = open;
        if (current == null || !appends || full(current, now)) {
            current = new Open(JournalEntry.nextId(now), now, 0);
            open = current;
        }
        return new Room(current.name(), current.bytes());
    }

    private boolean full(Open segment, Instant now) {
        Duration age = Duration.between(segment.since(), now);
        Duration longest = settings.keepFor().dividedBy(SHARE);
        return age.isNegative()
                || age.compareTo(longest.compareTo(LONGEST) < 0 ? longest : LONGEST) >= 0
                || segment.bytes() >= Math.min(LARGEST, settings.maxBytes() / SHARE);
    }

    /** So many bytes came into the segment. */
    void grown(long bytes) {
        if (open != null) {
            open = new Open(open.name(), open.since(), open.bytes() + bytes);
        }
    }

    /** Nothing more goes into the segment, if it is one of these. */
    void end(Collection<String> names) {
        if (open != null && names.contains(open.name())) {
            end();
        }
    }

    /** Nothing more goes into the segment. */
    void end() {
        open = null;
    }
}
