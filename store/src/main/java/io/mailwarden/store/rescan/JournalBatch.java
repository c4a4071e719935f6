package io.mailwarden.store.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import io.mailwarden.store.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Messages of the journal as the bytes of one row. Digests are half as long as their hexadecimal. */
public final class JournalBatch {

    private static final int FORMAT = 1;
    private static final int MOST = 1_000_000;
    private static final int LONGEST = 1_000_000;
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
        SnapshotWriter row = new SnapshotWriter();
        row.number(entries.size());
        for (JournalEntry entry : entries) {
            row.text(entry.id());
            row.text(entry.account().name());
            row.signed(Micros.of(entry.at()));
            row.text(EntryRow.fit(entry.messageId()));
            row.text(EntryRow.fit(entry.summary().sender()));
            row.number(entry.summary().recipients().size());
            entry.summary().recipients().forEach(recipient -> row.text(EntryRow.fit(recipient)));
            row.text(EntryRow.fit(entry.summary().subject()));
            row.number(entry.summary().bytes());
            OptionalLong mark = entry.hashes().fingerprint();
            row.flag(mark.isPresent());
            row.bits64(mark.orElse(0));
            digest(row, entry.hashes().likeness());
            digest(row, entry.hashes().digest());
            boolean within = entry.blob().startsWith(segment);
            row.flag(within);
            row.text(within ? entry.blob().substring(segment.length()) : entry.blob());
        }
        return deflated(row.sealed(FORMAT));
    }

    // Half as many bytes, for some microseconds a message: less than writing them takes.
    private static byte[] deflated(byte[] sealed) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(sealed);
            deflater.finish();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(sealed.length);
            byte[] piece = new byte[PIECE];
            while (!deflater.finished()) {
                bytes.write(piece, 0, deflater.deflate(piece));
            }
            return bytes.toByteArray();
        } finally {
            deflater.end();
        }
    }

    // Of what is damaged or too large nothing, which the check of the seal refuses.
    private static byte[] inflated(byte[] bytes) {
        try (InputStream whole = new InflaterInputStream(new ByteArrayInputStream(bytes), new Inflater(true))) {
            byte[] sealed = whole.readNBytes(LARGEST + 1);
            return sealed.length > LARGEST ? new byte[0] : sealed;
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void digest(SnapshotWriter row, String text) {
        boolean hex = HEX.matcher(text).matches();
        row.flag(hex);
        if (hex) {
            row.number(text.length() / 2);
            row.raw(HexFormat.of().parseHex(text));
        } else {
            row.text(text);
        }
    }

    /**
     * The messages of a row.
     *
     * @param segment to which it belongs
     * @param bytes its column {@code entries}
     * @throws UnreadableSnapshot when they are damaged, or of a later version
     */
    public static List<JournalEntry> read(String segment, byte[] bytes) throws UnreadableSnapshot {
        SnapshotReader row = SnapshotReader.ofSealed(inflated(bytes), FORMAT);
        int count = row.count(MOST);
        List<JournalEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(segment, row));
        }
        row.end();
        return entries;
    }

    private static JournalEntry entry(String segment, SnapshotReader row) throws UnreadableSnapshot {
        String id = row.text(LONGEST);
        Account account = new Account(row.text(LONGEST));
        long at = row.signed();
        String messageId = row.text(LONGEST);
        String sender = row.text(LONGEST);
        int count = row.count(MOST);
        List<String> recipients = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            recipients.add(row.text(LONGEST));
        }
        MessageSummary summary = new MessageSummary(sender, recipients, row.text(LONGEST), row.number(Long.MAX_VALUE));
        boolean marked = row.flag();
        long mark = row.bits64();
        ContentHashes hashes =
                new ContentHashes(marked ? OptionalLong.of(mark) : OptionalLong.empty(), digest(row), digest(row));
        String blob = row.flag() ? segment + row.text(LONGEST) : row.text(LONGEST);
        return new JournalEntry(id, account, Micros.time(at), messageId, summary, hashes, blob);
    }

    private static String digest(SnapshotReader row) throws UnreadableSnapshot {
        return row.flag() ? HexFormat.of().formatHex(row.raw(row.count(LONGEST))) : row.text(LONGEST);
    }
}
