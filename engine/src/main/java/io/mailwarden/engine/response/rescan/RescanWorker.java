package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.engine.response.rescan.Rescan.RescanCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The steps of one re-scan, each of which may be done again: what an earlier run found is not looked at twice. A page
 * of the journal and the marks of malicious messages are all that is in memory. Not thread-safe.
 */
final class RescanWorker {

    // Small enough that progress shows and little is repeated, large enough that a queue is not browsed for each
    // message.
    private static final int PAGE = 50;

    private final RescanLease run;
    private final JournalStore journal;
    private final MessageRescanner rescanner;
    private final RescanStore store;
    private final Retrieval retrieval;
    private final NearDuplicates duplicates = new NearDuplicates();

    RescanWorker(
            RescanLease run, JournalStore journal, MessageRescanner rescanner, RescanStore store, Retrieval retrieval) {
        this.run = run;
        this.journal = journal;
        this.rescanner = rescanner;
        this.store = store;
        this.retrieval = retrieval;
    }

    RescanService.End all(HeldMailRescan held, Consumer<Rescan> progress) {
        try {
            remember();
            scanJournal(progress);
            scanUnread();
            shareVerdicts();
            retrieveAgain();
            held.all();
            run.done();
            progress.accept(run.rescan());
            return RescanService.End.DONE;
        } catch (RescanLease.Stop stop) {
            return stop.end();
        }
    }

    // What an earlier run of this pass counted, and what earlier passes found.
    private void remember() {
        run.counted(RescanCounts.NONE);
        each(Optional.empty(), finding -> {
            if (finding.malicious() && finding.nearTo().isEmpty() && !HeldMailRescan.isHeld(finding)) {
                duplicates.add(finding.message());
            }
            if (finding.pass().equals(run.rescan().id())) {
                run.counted(run.counts().plus(finding));
            }
        });
    }

    private void scanJournal(Consumer<Rescan> progress) {
        List<JournalEntry> page = page();
        while (!page.isEmpty()) {
            List<RescanFinding> found = new ArrayList<>();
            for (JournalEntry entry : page) {
                run.goOn();
                if (finding(entry).isEmpty()) {
                    found.add(verdict(entry));
                }
            }
            keep(found);
            JournalEntry last = page.get(page.size() - 1);
            run.save(run.rescan().at(last.id(), run.counts()));
            progress.accept(run.rescan());
            page = page();
        }
    }

    private List<JournalEntry> page() {
        return journal.after(run.rescan().account(), run.rescan().status().position(), PAGE);
    }

    private Optional<RescanFinding> finding(JournalEntry entry) {
        return store.finding(run.rescan().account(), run.rescan().incident(), entry.id());
    }

    private RescanFinding verdict(JournalEntry entry) {
        RescanFinding found = rescanner.rescanner(run.rescan(), entry);
        if (found.malicious()) {
            duplicates.add(entry);
            return found;
        }
        return duplicates.of(entry).map(found::like).orElse(found);
    }

    // Malicious ones are kept before anything is done with them, so that whoever goes on knows of them.
    private void keep(List<RescanFinding> found) {
        store.record(found);
        found.forEach(finding -> run.counted(run.counts().plus(finding)));
        retrieve(found.stream().filter(RescanFinding::malicious).toList());
    }

    private void retrieve(List<RescanFinding> malicious) {
        if (malicious.isEmpty()) {
            return;
        }
        run.goOn();
        Map<String, RescanFinding> current = new LinkedHashMap<>();
        malicious.forEach(finding -> current.put(finding.message().id(), finding));
        Map<String, List<MessageCopy>> copies =
                retrieval.retrieve(run.rescan(), malicious, new RecordedTaking(store, current));
        current.replaceAll((entry, finding) -> finding.with(copies.getOrDefault(entry, List.of())));
        store.record(current.values());
        malicious.forEach(before -> run.counted(run.counts()
                .replace(
                        before,
                        Objects.requireNonNull(current.get(before.message().id())))));
    }

    /** Writes what is taken before it is. */
    private record RecordedTaking(RescanStore store, Map<String, RescanFinding> current) implements Retrieval.Taking {

        @Override
        public void of(String entry, MessageCopy copy) {
            become(entry, Objects.requireNonNull(current.get(entry)).taking(copy));
        }

        @Override
        public void undo(String entry, MessageCopy copy) {
            become(entry, Objects.requireNonNull(current.get(entry)).without(copy));
        }

        private void become(String entry, RescanFinding next) {
            store.record(List.of(next));
            current.put(entry, next);
        }
    }

    // What could not be read once may be readable now.
    private void scanUnread() {
        pages(
                Optional.of(RescanVerdict.UNREAD),
                page -> keep(page.stream()
                        .filter(finding -> !finding.pass().equals(run.rescan().id()) && !HeldMailRescan.isHeld(finding))
                        .map(finding -> verdict(finding.message()))
                        .toList()));
    }

    // Of two that are alike, the one that says less may have come first.
    private void shareVerdicts() {
        for (RescanVerdict harmless : List.of(RescanVerdict.CLEAN, RescanVerdict.SUSPICIOUS, RescanVerdict.UNREAD)) {
            pages(Optional.of(harmless), this::shareVerdicts);
        }
    }

    private void shareVerdicts(List<RescanFinding> page) {
        List<RescanFinding> shared = new ArrayList<>();
        for (RescanFinding finding : page) {
            duplicates.of(finding.message()).ifPresent(fate -> shared.add(moved(finding, finding.like(fate))));
        }
        store.record(shared);
        retrieve(shared);
    }

    private RescanFinding moved(RescanFinding before, RescanFinding like) {
        RescanFinding after = like.inPass(run.rescan().id());
        boolean counted = before.pass().equals(after.pass());
        run.counted(counted ? run.counts().replace(before, after) : run.counts().plus(after));
        return after;
    }

    // What earlier passes found malicious, and runs of this pass that ended between finding and taking.
    private void retrieveAgain() {
        pages(Optional.of(RescanVerdict.MALICIOUS), page -> {
            List<RescanFinding> left = new ArrayList<>();
            for (RescanFinding finding : page) {
                boolean earlier = !finding.pass().equals(run.rescan().id());
                if (HeldMailRescan.isHeld(finding)) {
                    continue;
                }
                if (earlier || finding.copies().isEmpty()) {
                    left.add(moved(finding, finding.inPass(run.rescan().id())));
                }
            }
            store.record(left);
            retrieve(left);
        });
    }

    private void each(Optional<RescanVerdict> verdict, Consumer<RescanFinding> step) {
        pages(verdict, page -> page.forEach(step));
    }

    private void pages(Optional<RescanVerdict> verdict, Consumer<List<RescanFinding>> step) {
        Rescan rescan = run.rescan();
        String behind = "";
        List<RescanFinding> page = store.findings(rescan.account(), rescan.incident(), behind, verdict, PAGE);
        while (!page.isEmpty()) {
            run.goOn();
            step.accept(page);
            behind = page.get(page.size() - 1).message().id();
            page = store.findings(rescan.account(), rescan.incident(), behind, verdict, PAGE);
        }
    }
}
