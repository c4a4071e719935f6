package io.mailwarden.store.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import io.mailwarden.store.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Messages of the journal as the bytes of one row. Digests are half as long as their hexadecimal. */
final class JournalBatch {

    private static final int FORMAT = 1;
    private static final int LARGEST = 1 << 28;
    private static final int PIECE = 1 << 13;
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){1,100}");

    private JournalBatch() {}

    /** What stands for an account in a row: equal for equal ones, and nearly always another for another. */
    static byte[] digest(Account account) {
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt(account.name().hashCode())
                .array();
    }

    /** What stands for all accounts that sent one of these. */
    static byte[] digests(Collection<JournalEntry> entries) {
        TreeSet<Integer> all = new TreeSet<>();
        entries.forEach(entry -> all.add(entry.account().name().hashCode()));
        ByteBuffer digests = ByteBuffer.allocate(Integer.BYTES * all.size());
        all.forEach(digests::putInt);
        return digests.array();
    }

    static byte[] write(String segment, Collection<JournalEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Addresses, subjects and domains come again and again.
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream row = new DataOutputStream(new DeflaterOutputStream(bytes, deflater, PIECE))) {
            row.writeByte(FORMAT);
            row.writeInt(entries.size());
            for (JournalEntry entry : entries) {
                write(row, segment, entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream row, String segment, JournalEntry entry) throws IOException {
        row.writeUTF(entry.id());
        row.writeUTF(entry.account().name());
        row.writeLong(Micros.of(entry.at()));
        row.writeUTF(EntryRow.fit(entry.messageId()));
        row.writeUTF(EntryRow.fit(entry.summary().sender()));
        row.writeInt(entry.summary().recipients().size());
        for (String recipient : entry.summary().recipients()) {
            row.writeUTF(EntryRow.fit(recipient));
        }
        row.writeUTF(EntryRow.fit(entry.summary().subject()));
        row.writeLong(entry.summary().bytes());
        OptionalLong mark = entry.hashes().fingerprint();
        row.writeBoolean(mark.isPresent());
        row.writeLong(mark.orElse(0));
        digest(row, entry.hashes().likeness());
        digest(row, entry.hashes().digest());
        boolean within = entry.blob().startsWith(segment);
        row.writeBoolean(within);
        row.writeUTF(within ? entry.blob().substring(segment.length()) : entry.blob());
    }

    private static void digest(DataOutputStream row, String text) throws IOException {
        boolean hex = HEX.matcher(text).matches();
        row.writeByte(hex ? text.length() / 2 : 0);
        if (hex) {
            row.write(HexFormat.of().parseHex(text));
        } else {
            row.writeUTF(text);
        }
    }

    /**
     * The messages of a row.
     *
     * @param segment to which it belongs
     * @param bytes its column {@code entries}
     * @throws IOException when they are damaged, or of a later version
     */
    static List<JournalEntry> read(String segment, byte[] bytes) throws IOException {
        // All of it first: then its check is right.
        try (InputStream all = new InflaterInputStream(new ByteArrayInputStream(bytes));
                DataInputStream row = new DataInputStream(new ByteArrayInputStream(all.readNBytes(LARGEST)))) {
            if (row.readByte() != FORMAT) {
                throw new IOException("another format");
            }
            int count = row.readInt();
            List<JournalEntry> entries = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entries.add(entry(segment, row));
            }
            return entries;
        }
    }

    private static JournalEntry entry(String segment, DataInputStream row) throws IOException {
        String id = row.readUTF();
        Account account = new Account(row.readUTF());
        long at = row.readLong();
        String messageId = row.readUTF();
        String sender = row.readUTF();
        int count = row.readInt();
        List<String> recipients = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            recipients.add(row.readUTF());
        }
        MessageSummary summary = new MessageSummary(sender, recipients, row.readUTF(), row.readLong());
        boolean marked = row.readBoolean();
        long mark = row.readLong();
        ContentHashes hashes =
                new ContentHashes(marked ? OptionalLong.of(mark) : OptionalLong.empty(), digest(row), digest(row));
        String blob = row.readBoolean() ? segment + row.readUTF() : row.readUTF();
        return new JournalEntry(id, account, Micros.time(at), messageId, summary, hashes, blob);
    }

    private static String digest(DataInputStream row) throws IOException {
        int length = row.readUnsignedByte();
        return length == 0 ? row.readUTF() : HexFormat.of().formatHex(row.readNBytes(length));
    }
}
