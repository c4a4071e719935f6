package io.mailwarden.engine.support;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with Mailwarden itself: facts about the guard, not about an account. Shown by the health check, the
 * overview and the log (once for each cause, until it clears). Thread-safe.
 */
public final class Alarms {

    /**
     * An alarm that stands: its cause, since when and how often.
     *
     * @param cause short name, such as {@code hold-failed}
     * @param text what is wrong and what to do
     * @param since first time
     * @param count how often since then
     */
    public record Alarm(String cause, String text, Instant since, long count) {

        private Alarm again(String latest) {
            return new Alarm(cause, latest, since, count + 1);
        }
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(Alarms.class);

    private final ConcurrentMap<String, Alarm> standing = new ConcurrentHashMap<>();
    private final Clock clock;

    public Alarms(Clock clock) {
        this.clock = clock;
    }

    /** Raises the alarm, or counts it again where it stands already. */
    public void raise(String cause, String text) {
        Alarm alarm = standing.merge(cause, new Alarm(cause, text, clock.instant(), 1), (old, one) -> old.again(text));
        if (alarm.count() == 1) {
            LOGGER.warn("alarm {}: {}", cause, text);
        }
    }

    /** As {@link #raise(String, String)}, with the error that caused it in the log. */
    public void raise(String cause, String text, Throwable error) {
        if (!standing.containsKey(cause)) {
            LOGGER.warn("alarm {}: the error behind it", cause, error);
        }
        raise(cause, text + ": " + Text.printable(String.valueOf(error), 200));
    }

    /** Clears the alarm with that cause, if it stands. */
    public void clear(String cause) {
        Alarm cleared = standing.remove(cause);
        if (cleared != null) {
            LOGGER.info("alarm {} cleared after {} times", cause, cleared.count());
        }
    }

    /** All that stand, by cause. */
    public List<Alarm> standing() {
        return standing.values().stream()
                .sorted(Comparator.comparing(Alarm::cause))
                .toList();
    }
}
