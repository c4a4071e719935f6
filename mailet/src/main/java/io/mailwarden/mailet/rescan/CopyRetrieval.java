package io.mailwarden.mailet.rescan;

import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.MessageCopy.Treatment;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.Retrieval.Taking;
import io.mailwarden.mailet.held.Quarantine;
import io.mailwarden.mailet.held.Quarantine.Suspect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one call of the retrieval knows and has found: which messages, whether to take them. Not thread-safe. */
final class CopyRetrieval {

    private final Rescan rescan;
    private final Quarantine quarantine;
    private final Taking taking;
    private final Map<String, RescanFinding> wanted = new HashMap<>();
    private final Map<String, List<MessageCopy>> found = new HashMap<>();

    CopyRetrieval(Rescan rescan, List<RescanFinding> malicious, Quarantine quarantine, Taking taking) {
        this.rescan = rescan;
        this.quarantine = quarantine;
        this.taking = taking;
        malicious.forEach(finding -> wanted.put(finding.message().id(), finding));
    }

    /** The messages whose copies are looked for. */
    List<RescanFinding> wanted() {
        return List.copyOf(wanted.values());
    }

    /** The message of that id, when its copies are looked for. */
    Optional<JournalEntry> wanted(String entry) {
        return Optional.ofNullable(wanted.get(entry)).map(RescanFinding::message);
    }

    /** What a copy is to become: nothing but a line in the report, or an item in quarantine. */
    Treatment intent() {
        return rescan.scope().act() ? Treatment.QUARANTINED : Treatment.REPORTED;
    }

    /** Copies that this call found of it. */
    List<MessageCopy> found(String entry) {
        return found.getOrDefault(entry, List.of());
    }

    /** Copies that this call or an earlier one found of it. */
    List<MessageCopy> known(JournalEntry message) {
        List<MessageCopy> all = new ArrayList<>(found(message.id()));
        Optional.ofNullable(wanted.get(message.id()))
                .ifPresent(finding ->
                        finding.copies().stream().filter(MessageCopy::settled).forEach(all::add));
        return all;
    }

    void note(String entry, MessageCopy copy) {
        found.computeIfAbsent(entry, id -> new ArrayList<>()).add(copy);
    }

    /**
     * Puts it into quarantine, unless it is there, and lets the re-scan know.
     *
     * @param key names the copy for ever
     * @param recipients whose copy it is
     * @param origin where it is
     * @return its id there; empty when an administrator let this very copy go
     */
    Optional<String> keep(
            JournalEntry message, String key, List<String> recipients, String origin, Quarantine.MessageBytes content) {
        RescanFinding finding = wanted.get(message.id());
        String reason = finding == null ? "" : String.join("; ", finding.reasons());
        String why = reason.isEmpty() ? "near-identical to a malicious message" : reason;
        Suspect suspect = new Suspect(
                message.id() + "/" + key,
                message.account(),
                message.summary().sender(),
                recipients,
                message.summary().subject(),
                Optional.of(rescan.incident()),
                why,
                origin);
        return quarantine.keep(suspect, content);
    }

    /** It is safe, and about to be taken away from where it is. */
    void taking(JournalEntry message, MessageCopy copy) {
        taking.of(message.id(), copy);
        note(message.id(), copy);
    }

    /** It was not taken away: it was being delivered, so what is kept of it under that id goes. */
    void notTaken(JournalEntry message, String id, List<MessageCopy> copies) {
        quarantine.withdraw(id);
        for (MessageCopy copy : copies) {
            found.getOrDefault(message.id(), new ArrayList<>()).remove(copy);
            taking.undo(message.id(), copy);
        }
    }

    Map<String, List<MessageCopy>> all() {
        return found;
    }
}
