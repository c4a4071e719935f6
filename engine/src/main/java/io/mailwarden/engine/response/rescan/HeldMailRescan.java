package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import io.mailwarden.engine.response.rescan.MessageCopy.Location;
import io.mailwarden.engine.response.rescan.MessageCopy.Treatment;
import io.mailwarden.engine.support.Page;
import java.util.List;
import java.util.Optional;

/** The part of a re-scan that looks at what waits for review: it never left, so there is nothing to take back. */
final class HeldMailRescan {

    // Behind the ids of the journal, which begin with digits.
    private static final String PREFIX = "held-";

    private final RescanLease run;
    private final HeldMessages messages;
    private final MessageRescanner rescanner;
    private final RescanStore store;

    HeldMailRescan(RescanLease run, HeldMessages messages, MessageRescanner rescanner, RescanStore store) {
        this.run = run;
        this.messages = messages;
        this.rescanner = rescanner;
        this.store = store;
    }

    /** Whether the finding is of a message that was held. */
    static boolean isHeld(RescanFinding finding) {
        return finding.message().id().startsWith(PREFIX);
    }

    void all() {
        Optional<String> cursor = Optional.empty();
        do {
            Page<HeldMessage> page = messages.waiting(run.rescan().account(), cursor);
            page.items().forEach(this::look);
            cursor = page.nextCursor();
        } while (cursor.isPresent());
    }

    private void look(HeldMessage message) {
        run.goOn();
        Rescan rescan = run.rescan();
        JournalEntry entry = entry(message);
        Optional<RescanFinding> before = store.finding(rescan.account(), rescan.incident(), entry.id());
        if (before.filter(found -> found.pass().equals(rescan.id())).isPresent()) {
            return;
        }
        RescanFinding found = rescanner.rescanner(rescan, entry, () -> messages.open(message));
        RescanFinding after = found.malicious() ? found.with(List.of(movedToQuarantine(message, found))) : found;
        store.record(List.of(after));
        run.counted(run.counts().plus(after));
    }

    private MessageCopy movedToQuarantine(HeldMessage message, RescanFinding found) {
        boolean done = run.rescan().scope().act()
                && messages.moveToQuarantine(
                        message,
                        String.join("; ", found.reasons()),
                        run.rescan().incident());
        return new MessageCopy(
                Location.HELD,
                message.account().name(),
                done ? Treatment.QUARANTINED : Treatment.REPORTED,
                message.id());
    }

    private static JournalEntry entry(HeldMessage message) {
        return new JournalEntry(
                PREFIX + message.id(),
                message.account(),
                message.heldAt(),
                "",
                message.summary(),
                ContentHashes.NONE,
                "");
    }
}
