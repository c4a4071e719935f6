package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Fingerprint;
import io.mailwarden.engine.response.journal.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which messages share the fate of a malicious one, because they are near-identical to it: their texts' marks differ in
 * at most {@value #NEAR} bits of 64 (as for the detector same-text), or, where a text has too few words for a mark,
 * they have the same links, attachments and subject. Only what was found malicious by itself passes its fate on:
 * likeness to the like would wander. Holds a bounded number; not thread-safe.
 */
final class NearDuplicates {

    /** Bits in which the marks of near texts differ at most; the limit of the profile's own texts. */
    static final int NEAR = 6;

    // A thief has few texts. More malicious ones than these are not alike anyway.
    private static final int MOST = 1000;

    private record TextMark(long bits, String entry) {}

    private final List<TextMark> marks = new ArrayList<>();
    private final Map<String, String> likenesses = new HashMap<>();

    /** This one was found malicious by itself. */
    void add(JournalEntry malicious) {
        if (malicious.hashes().fingerprint().isPresent()) {
            long bits = malicious.hashes().fingerprint().getAsLong();
            if (marks.size() < MOST && marks.stream().noneMatch(mark -> mark.bits() == bits)) {
                marks.add(new TextMark(bits, malicious.id()));
            }
        } else if (!malicious.hashes().likeness().isEmpty() && likenesses.size() < MOST) {
            likenesses.putIfAbsent(malicious.hashes().likeness(), malicious.id());
        }
    }

    /** The journal's id of the malicious message that this one is like; empty when there is none. */
    Optional<String> of(JournalEntry message) {
        if (message.hashes().fingerprint().isEmpty()) {
            return Optional.ofNullable(likenesses.get(message.hashes().likeness()));
        }
        long bits = message.hashes().fingerprint().getAsLong();
        return marks.stream()
                .filter(mark -> Fingerprint.distance(mark.bits(), bits) <= NEAR)
                .map(TextMark::entry)
                .filter(entry -> !entry.equals(message.id()))
                .findFirst();
    }
}
