package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.response.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a re-scan found of one message, and what became of its copies. An incident has one for each message, whatever
 * the number of its re-scans.
 *
 * @param incident whose re-scan it was
 * @param pass the latest re-scan that looked at it
 * @param message what was sent
 * @param verdict what it is
 * @param score strength of the evidence in it, 0 to 1
 * @param reasons what was seen in it, the strongest first
 * @param nearTo the journal's id of the malicious message whose fate it shares; empty when it was assessed by itself
 * @param copies of a malicious one; empty while nobody has looked for them
 */
public record RescanFinding(
        String incident,
        String pass,
        JournalEntry message,
        RescanVerdict verdict,
        double score,
        List<String> reasons,
        Optional<String> nearTo,
        List<MessageCopy> copies) {

    public RescanFinding {
        reasons = List.copyOf(reasons);
        copies = List.copyOf(copies);
    }

    /** Whether the message was found malicious. */
    public boolean malicious() {
        return verdict == RescanVerdict.MALICIOUS;
    }

    /** The same one as part of a later pass. */
    RescanFinding inPass(String later) {
        return new RescanFinding(incident, later, message, verdict, score, reasons, nearTo, copies);
    }

    /** The same message, sharing the fate of that one. */
    RescanFinding like(String malicious) {
        return new RescanFinding(
                incident, pass, message, RescanVerdict.MALICIOUS, score, reasons, Optional.of(malicious), copies);
    }

    /** With a copy that is about to be taken away from where it was. */
    RescanFinding taking(MessageCopy copy) {
        List<MessageCopy> all = new ArrayList<>(copies);
        if (!all.contains(copy)) {
            all.add(copy);
        }
        return withCopies(all);
    }

    /** Without a copy that was not taken after all. */
    RescanFinding without(MessageCopy copy) {
        return new RescanFinding(
                incident,
                pass,
                message,
                verdict,
                score,
                reasons,
                nearTo,
                copies.stream().filter(one -> !one.equals(copy)).toList());
    }

    /** With the copies that were found now; what was dealt with earlier stays. */
    RescanFinding with(List<MessageCopy> found) {
        List<MessageCopy> all =
                new ArrayList<>(copies.stream().filter(MessageCopy::settled).toList());
        found.stream().filter(copy -> !all.contains(copy)).forEach(all::add);
        return withCopies(all);
    }

    private RescanFinding withCopies(List<MessageCopy> current) {
        return new RescanFinding(incident, pass, message, verdict, score, reasons, nearTo, current);
    }
}
