package io.mailwarden.engine.support;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port to rules of one kind, the same for all nodes. Thread-safe. Every method throws {@link StoreUnavailable} when the
 * store cannot be reached, and may take its time.
 *
 * @param <T> the kind
 */
public interface RuleStore<T extends Rule> {

    /**
     * How often a rule did something.
     *
     * @param count how often
     * @param last when last; empty for never
     */
    record Usage(long count, Optional<Instant> last) {

        /** It did nothing yet. */
        public static final Usage NONE = new Usage(0, Optional.empty());

        /** Once, at that time. */
        public static Usage once(Instant at) {
            return new Usage(1, Optional.of(at));
        }

        /** Both together. */
        public Usage plus(Usage more) {
            Optional<Instant> latest =
                    last.filter(at -> more.last.filter(at::isBefore).isEmpty()).or(more::last);
            return new Usage(count + more.count, latest);
        }
    }

    /** A rule as it is kept, with what it did. */
    record KeptRule<T>(T rule, Usage usage) {}

    /** Keeps it; kept when this returns. False when one of that id was there already: that one stays. */
    boolean add(T rule);

    /** Takes it back; gone when this returns. Empty when there was none of that id. */
    Optional<T> remove(String id);

    /** All that there are, those that have ended too. */
    List<KeptRule<T>> all();

    /** Adds what the rules of those ids did since; of those that are gone, nothing is kept. */
    void count(Map<String, Usage> more);
}
