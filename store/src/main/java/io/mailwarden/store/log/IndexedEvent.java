package io.mailwarden.store.log;

import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an entry of the log without reading it.
 *
 * @param at microseconds since 1970
 * @param country from which somebody was let in; empty when there is none, or it is not known
 * @param findings how much was found in it
 */
public record IndexedEvent(int node, long sequence, long at, Kind kind, String country, int findings) {

    /** What happened, as far as it is counted. */
    public enum Kind {
        /** What is not counted. */
        OTHER,
        /** Somebody was let in. */
        ACCEPTED,
        /** Somebody was turned away. */
        REFUSED,
        /** A client told its name after a login. */
        CLIENT,
        /** A message was submitted. */
        MESSAGE;

        /** Whether it is a login, or a client that told its name after one. */
        public boolean login() {
            return this == ACCEPTED || this == REFUSED || this == CLIENT;
        }
    }

    static final Comparator<IndexedEvent> NEWEST_FIRST = Comparator.comparingLong(IndexedEvent::at)
            .thenComparingLong(IndexedEvent::sequence)
            .reversed();

    private static final int FORMAT = 1;
    private static final int MOST = 10_000_000;
    private static final int LONGEST = 1_000;
    private static final Kind[] KINDS = Kind.values();

    /** Of the columns node, sequence, at, kind, outcome, country and findings. */
    static IndexedEvent of(ResultSet row) throws SQLException {
        String country = row.getString(6);
        return new IndexedEvent(
                row.getInt(1),
                row.getLong(2),
                row.getLong(3),
                kind(row.getString(4), row.getString(5)),
                country == null ? "" : country,
                row.getInt(7));
    }

    private static Kind kind(String kind, @Nullable String outcome) {
        return switch (kind) {
            case "message" -> Kind.MESSAGE;
            case "client-seen" -> Kind.CLIENT;
            case "login" ->
                outcome == null || outcome.equals(Login.Outcome.ACCEPTED.label()) ? Kind.ACCEPTED : Kind.REFUSED;
            default -> Kind.OTHER;
        };
    }

    /** The events of one account in one run, in the order of their sequences. */
    static byte[] write(List<IndexedEvent> events) {
        SnapshotWriter row = new SnapshotWriter();
        row.number(FORMAT);
        row.number(events.size());
        long sequence = 0;
        long at = 0;
        for (IndexedEvent event : events) {
            row.number(event.sequence() - sequence);
            row.signed(event.at() - at);
            row.number(event.kind().ordinal());
            row.text(event.country());
            row.number(event.findings());
            sequence = event.sequence();
            at = event.at();
        }
        return row.bytes();
    }

    /** Throws UnreadableSnapshot for what {@link #write} never wrote. */
    static List<IndexedEvent> read(int node, byte[] bytes) throws UnreadableSnapshot {
        SnapshotReader row = new SnapshotReader(bytes);
        if (row.number() != FORMAT) {
            throw row.unreadable("another format");
        }
        int count = row.count(MOST);
        List<IndexedEvent> events = new ArrayList<>(count);
        long sequence = 0;
        long at = 0;
        for (int i = 0; i < count; i++) {
            sequence += row.number();
            at += row.signed();
            events.add(new IndexedEvent(
                    node,
                    sequence,
                    at,
                    KINDS[row.number(KINDS.length - 1)],
                    row.text(LONGEST),
                    row.number(Integer.MAX_VALUE)));
        }
        row.end();
        return events;
    }
}
