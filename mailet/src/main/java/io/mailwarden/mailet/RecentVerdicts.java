package io.mailwarden.mailet;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.inject.Inject;
import javax.inject.Singleton;

/**
 * The verdicts of the last hour, for what does not carry its own: copies that were split off before they were seen, and
 * mails that a queue gave back as they had been before. All mailets share one; thread-safe. After a restart such a mail
 * is assessed again.
 */
@Singleton
final class RecentVerdicts {

    // Spool retries come within seconds, copies within the same second; the rest is room for a slow spool.
    private static final Duration KEPT = Duration.ofHours(1);
    private static final long MOST = 10_000;

    /*
     * James names a copy <name>-!<7 digits> and cuts names from the left beyond 76 characters, so that after seven
     * splits 13 characters of the first name are left. They are the random end of a UUID.
     */
    private static final String COPY = "-!";
    private static final int LEFT_OF_NAME = 12;

    private record RecentKey(String root, Account account) {}

    private final ConcurrentMap<RecentKey, CompletableFuture<Verdict>> recent;

    @Inject
    RecentVerdicts(Clock clock) {
        recent = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .<RecentKey, CompletableFuture<Verdict>>build()
                .asMap();
    }

    /** The verdict of the first of the copies; who comes while it is being found waits for it. */
    Verdict once(String mailName, Account account, Supplier<Verdict> assess) {
        RecentKey submission = new RecentKey(root(mailName), account);
        CompletableFuture<Verdict> mine = new CompletableFuture<>();
        CompletableFuture<Verdict> earlier = recent.putIfAbsent(submission, mine);
        if (earlier != null) {
            return earlier.join();
        }
        try {
            Verdict verdict = assess.get();
            mine.complete(verdict);
            return verdict;
        } catch (RuntimeException | Error e) {
            recent.remove(submission, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /** What the names of a mail and of all copies that James makes of it have in common. */
    static String root(String mailName) {
        int copy = mailName.indexOf(COPY);
        String root = copy < 0 ? mailName : mailName.substring(0, copy);
        return root.substring(Math.max(0, root.length() - LEFT_OF_NAME));
    }
}
