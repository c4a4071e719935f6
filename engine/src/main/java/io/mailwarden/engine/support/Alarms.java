package io.mailwarden.engine.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with Mailwarden itself: facts about the guard, not about an account. Shown by the health check, the
 * overview and the log (once for each cause, until it clears). Thread-safe.
 *
 * <p>What lasts is {@link #raise raised} until it is {@link #clear cleared}. What only happens, such as a message that
 * could not be held, {@link #happened} and stands for {@link #PASSES_AFTER} after its last time: nothing may come after
 * it that could clear it.
 */
public final class Alarms {

    /** How long after its last time an alarm stands about something that only happens. */
    public static final Duration PASSES_AFTER = Duration.ofMinutes(10);

    /** The cause of the alarm of a store that cannot be used; what fails because of it has others. */
    public static final String STORE = "store";

    private static final Duration TRACED_EVERY = Duration.ofHours(1);
    private static final int LONGEST_ERROR = 200;

    /**
     * An alarm that stands: its cause, since when and how often.
     *
     * @param cause short name, such as {@code hold-failed}
     * @param text what is wrong and what to do
     * @param since first time
     * @param last latest time
     * @param count how often since then
     */
    public record Alarm(String cause, String text, Instant since, Instant last, long count) {

        private Alarm again(String latest, Instant now) {
            return new Alarm(cause, latest, since, now, count + 1);
        }

        /** All of it in one line: an old fault can be told from one that lasts. */
        public String words() {
            Instant shown = last.truncatedTo(ChronoUnit.SECONDS);
            return count == 1
                    ? "%s: %s (at %s)".formatted(cause, text, shown)
                    : String.format(Locale.ROOT, "%s: %s (%,d times, last at %s)", cause, text, count, shown);
        }
    }

    /** An alarm, and whether it passes by itself. */
    private record Standing(Alarm alarm, boolean passes) {

        boolean passed(Instant now) {
            return passes && !alarm.last().plus(PASSES_AFTER).isAfter(now);
        }
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(Alarms.class);

    private final ConcurrentMap<String, Standing> standing = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Alarm> latest = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Instant> traced = new ConcurrentHashMap<>();
    private final Clock clock;

    public Alarms(Clock clock) {
        this.clock = clock;
    }

    /** Raises the alarm, or counts it again where it stands already. */
    public void raise(String cause, String text) {
        add(cause, text, false);
    }

    private void add(String cause, String text, boolean passes) {
        Instant now = clock.instant();
        clearPassed(now);
        Standing added = standing.merge(
                cause,
                new Standing(new Alarm(cause, text, now, now, 1), passes),
                (old, one) -> new Standing(old.alarm().again(text, now), passes));
        latest.put(cause, added.alarm());
        if (added.alarm().count() == 1) {
            LOGGER.warn("alarm {}: {}", cause, text);
        }
    }

    /** As {@link #raise(String, String)}, with the error that caused it in the log. */
    public void raise(String cause, String text, Throwable error) {
        trace(cause, error);
        add(cause, inWords(text, error), false);
    }

    /** As {@link #raise(String, String, Throwable)}, for what happens and does not last: it clears by itself. */
    public void happened(String cause, String text, Throwable error) {
        trace(cause, error);
        add(cause, inWords(text, error), true);
    }

    private static String inWords(String text, Throwable error) {
        return text + ": " + Text.printable(String.valueOf(error), LONGEST_ERROR);
    }

    // While the store is gone much fails, all for one reason: the alarm of the store itself traces it.
    private void trace(String cause, Throwable error) {
        if (standing.containsKey(cause) || (byStore(error) && !cause.equals(STORE))) {
            return;
        }
        Instant now = clock.instant();
        Instant before = traced.put(cause, now);
        if (before == null || !before.plus(TRACED_EVERY).isAfter(now)) {
            LOGGER.warn("alarm {}: the error behind it", cause, error);
        }
    }

    private static boolean byStore(@Nullable Throwable error) {
        return error != null && (error instanceof StoreUnavailable || byStore(error.getCause()));
    }

    /** Clears the alarm with that cause, if it stands. */
    public void clear(String cause) {
        Standing cleared = standing.remove(cause);
        if (cleared != null) {
            told(cleared);
        }
    }

    private static void told(Standing cleared) {
        Alarm alarm = cleared.alarm();
        LOGGER.info("alarm {} cleared after {} times, the last at {}", alarm.cause(), alarm.count(), alarm.last());
    }

    private void clearPassed(Instant now) {
        standing.forEach((cause, one) -> {
            if (one.passed(now) && standing.remove(cause, one)) {
                told(one);
            }
        });
    }

    /** The latest alarm with that cause since the start, whether it stands or not. */
    public Optional<Alarm> latest(String cause) {
        return Optional.ofNullable(latest.get(cause));
    }

    /** Whether an alarm with that cause stands. */
    public boolean stands(String cause) {
        clearPassed(clock.instant());
        return standing.containsKey(cause);
    }

    /** All that stand, by cause. */
    public List<Alarm> standing() {
        clearPassed(clock.instant());
        return standing.values().stream()
                .map(Standing::alarm)
                .sorted(Comparator.comparing(Alarm::cause))
                .toList();
    }
}
