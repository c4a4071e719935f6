package io.mailwarden.store.log;

import io.mailwarden.engine.event.Login;
import io.mailwarden.store.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    // By hand: a page of incidents sorts hundreds of thousands of them.
    static final Comparator<IndexedEvent> NEWEST_FIRST = (one, other) ->
            one.at == other.at ? Long.compare(other.sequence, one.sequence) : Long.compare(other.at, one.at);

    private static final int FORMAT = 1;
    private static final int DIGIT_BITS = 7;
    private static final long DIGIT = 127;
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

    /** Of a row that the node writes: the same as is read of it. */
    static IndexedEvent of(int node, LogWriter.Row row) {
        EventTraits traits = row.traits();
        return new IndexedEvent(
                node,
                row.sequence(),
                Micros.of(row.at()),
                kind(
                        row.line().kind(),
                        traits.outcome().map(Login.Outcome::label).orElse(null)),
                traits.country().orElse(""),
                traits.findings());
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream row = new DataOutputStream(bytes)) {
            row.writeByte(FORMAT);
            number(row, events.size());
            long sequence = 0;
            long at = 0;
            for (IndexedEvent event : events) {
                number(row, event.sequence() - sequence);
                number(row, event.at() - at << 1 ^ event.at() - at >> Long.SIZE - 1);
                row.writeByte(event.kind().ordinal());
                row.writeUTF(event.country());
                number(row, event.findings());
                sequence = event.sequence();
                at = event.at();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // Seven bits in each byte, the lowest first.
    private static void number(DataOutputStream row, long value) throws IOException {
        long left = value;
        while ((left & ~DIGIT) != 0) {
            row.writeByte((int) (left & DIGIT | DIGIT + 1));
            left >>>= DIGIT_BITS;
        }
        row.writeByte((int) left);
    }

    private static long number(DataInputStream row) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            int octet = row.readUnsignedByte();
            value |= (octet & DIGIT) << shift;
            if (octet <= DIGIT) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    /** Throws IOException for what {@link #write} never wrote. */
    static List<IndexedEvent> read(int node, byte[] bytes) throws IOException {
        try (DataInputStream row = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long count = row.readByte() == FORMAT ? number(row) : -1;
            if (count < 0 || count > bytes.length) {
                throw new IOException("another format, or damaged");
            }
            List<IndexedEvent> events = new ArrayList<>((int) count);
            long sequence = 0;
            long at = 0;
            for (int i = 0; i < count; i++) {
                sequence += number(row);
                long step = number(row);
                at += step >>> 1 ^ -(step & 1);
                Kind kind = KINDS[row.readUnsignedByte() % KINDS.length];
                events.add(new IndexedEvent(node, sequence, at, kind, row.readUTF(), (int) number(row)));
            }
            return events;
        }
    }
}
