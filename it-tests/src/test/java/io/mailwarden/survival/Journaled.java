package io.mailwarden.survival;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;

/**
 * A message of the journal, as the store's rows have it (ADR 49), read past Mailwarden.
 *
 * @param blob where its bytes are
 */
record Journaled(String id, String account, Instant at, String subject, String blob) {

    private static final int FORMAT = 1;

    /** The messages of one row: its columns {@code segment} and {@code entries}. */
    static List<Journaled> read(String segment, byte[] entries) throws IOException {
        byte[] plain = new InflaterInputStream(new ByteArrayInputStream(entries)).readAllBytes();
        try (DataInputStream row = new DataInputStream(new ByteArrayInputStream(plain))) {
            if (row.readByte() != FORMAT) {
                throw new IOException("a row of the journal has another format");
            }
            List<Journaled> all = new ArrayList<>();
            for (int left = row.readInt(); left > 0; left--) {
                all.add(one(segment, row));
            }
            return all;
        }
    }

    private static Journaled one(String segment, DataInputStream row) throws IOException {
        String id = row.readUTF();
        String account = row.readUTF();
        Instant at = Instant.EPOCH.plus(row.readLong(), ChronoUnit.MICROS);
        skipTexts(row, 2); // Message-ID, sender
        skipTexts(row, row.readInt()); // Recipients
        String subject = row.readUTF();
        row.skipNBytes(Long.BYTES + 1 + Long.BYTES); // Size, and the text's mark when there is one
        skipDigest(row); // Likeness
        skipDigest(row);
        return new Journaled(id, account, at, subject, row.readBoolean() ? segment + row.readUTF() : row.readUTF());
    }

    private static void skipTexts(DataInputStream row, int count) throws IOException {
        for (int left = count; left > 0; left--) {
            row.skipNBytes(row.readUnsignedShort());
        }
    }

    // Its length in bytes; 0 when it is a text.
    private static void skipDigest(DataInputStream row) throws IOException {
        int length = row.readUnsignedByte();
        row.skipNBytes(length == 0 ? row.readUnsignedShort() : length);
    }
}
