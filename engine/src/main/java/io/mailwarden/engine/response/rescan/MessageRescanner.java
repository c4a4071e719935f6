package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.SentJournal;
import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.engine.support.Text;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Scans one message of the journal at heightened sensitivity. Thread-safe. */
final class MessageRescanner {

    private static final int LONGEST_REASON = 300;
    private static final int MOST_REASONS = 20;

    private final SentJournal journal;
    private final MessageScanner scanner;

    MessageRescanner(SentJournal journal, MessageScanner scanner) {
        this.journal = journal;
        this.scanner = scanner;
    }

    /** What the message is by itself; without copies. */
    RescanFinding rescanner(Rescan pass, JournalEntry entry) {
        return rescanner(pass, entry, () -> journal.open(entry));
    }

    /** Likewise, of a message whose bytes are elsewhere. */
    RescanFinding rescanner(Rescan pass, JournalEntry entry, Bytes bytes) {
        try {
            if (!there(bytes)) {
                return unread(pass, entry, "its bytes are no longer kept");
            }
            ScanResult result = scanner.scan(target(entry, bytes), Sensitivity.HEIGHTENED);
            List<String> reasons = result.reasons().stream()
                    .limit(MOST_REASONS)
                    .map(reason -> Text.printable(reason, LONGEST_REASON))
                    .toList();
            return finding(pass, entry, verdict(result), result.score(), reasons);
        } catch (IOException | RuntimeException e) {
            return unread(pass, entry, Text.printable(String.valueOf(e), LONGEST_REASON));
        }
    }

    /** Where a message is; empty when it is gone. */
    @FunctionalInterface
    interface Bytes {
        Optional<InputStream> open() throws IOException;
    }

    private static boolean there(Bytes bytes) throws IOException {
        Optional<InputStream> in = bytes.open();
        if (in.isPresent()) {
            in.get().close();
        }
        return in.isPresent();
    }

    private static ScanTarget target(JournalEntry entry, Bytes bytes) {
        ScanTarget.MessageSource source =
                () -> bytes.open().orElseThrow(() -> new FileNotFoundException("gone while it was scanned"));
        Optional<String> sender = Optional.of(entry.summary().sender()).filter(name -> !name.isEmpty());
        return new ScanTarget(
                source, sender, entry.summary().recipients(), Optional.of(entry.account()), Surroundings.NONE);
    }

    private static RescanVerdict verdict(ScanResult result) {
        return switch (result.verdict()) {
            case CLEAN -> RescanVerdict.CLEAN;
            case SUSPICIOUS -> RescanVerdict.SUSPICIOUS;
            case MALICIOUS -> RescanVerdict.MALICIOUS;
        };
    }

    private static RescanFinding unread(Rescan pass, JournalEntry entry, String why) {
        return finding(pass, entry, RescanVerdict.UNREAD, 0, List.of(why));
    }

    private static RescanFinding finding(
            Rescan pass, JournalEntry entry, RescanVerdict verdict, double score, List<String> reasons) {
        return new RescanFinding(
                pass.incident(), pass.id(), entry, verdict, score, reasons, Optional.empty(), List.of());
    }
}
