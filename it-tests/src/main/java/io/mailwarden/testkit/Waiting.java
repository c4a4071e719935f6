package io.mailwarden.testkit;

import static org.awaitility.Awaitility.await;

import io.mailwarden.server.OutsideWorld;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for what a server does in a while; who waits in vain is told what for, and what was there instead. */
public final class Waiting {

    private static final Duration USUAL_PAUSE = Duration.ofMillis(100);
    private static final int LONGEST = 4_000;

    private Waiting() {}

    /**
     * Looks ten times a second until what is seen is as wanted, and returns it. What a look throws is thrown at once.
     *
     * @param what is waited for, in words; stands in the failure beside what was seen last
     */
    public static <T> T until(Duration most, String what, Callable<T> look, Predicate<? super T> wanted) {
        return until(most, USUAL_PAUSE, what, look, wanted);
    }

    /** Looks again after each pause. */
    public static <T> T until(
            Duration most, Duration pause, String what, Callable<T> look, Predicate<? super T> wanted) {
        AtomicReference<@Nullable T> last = new AtomicReference<>();
        try {
            await().atMost(most).pollDelay(Duration.ZERO).pollInterval(pause).until(() -> {
                T seen = look.call();
                last.set(seen);
                return wanted.test(seen);
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "waited " + most.toSeconds() + " s for " + what + "; there was: " + shortly(last.get()), e);
        }
        return Objects.requireNonNull(last.get());
    }

    /** Looks ten times a second until that many are seen. */
    public static void untilCount(Duration most, String what, Callable<? extends Number> look, long wanted) {
        until(most, wanted + " x " + what, look, seen -> seen.longValue() == wanted);
    }

    /** Looks ten times a second until that many messages arrived whose subject begins so; shows all that did. */
    public static void untilOutside(Duration most, OutsideWorld outside, String subject, long wanted) {
        until(
                most,
                wanted + " x mail outside: " + subject,
                outside::subjects,
                all -> all.stream().filter(one -> one.startsWith(subject)).count() == wanted);
    }

    private static String shortly(@Nullable Object seen) {
        String text = String.valueOf(seen);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
