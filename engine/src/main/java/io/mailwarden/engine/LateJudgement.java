package io.mailwarden.engine;

import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An event whose profile is not in memory yet. It is judged when the profile is there; whoever cannot wait so long gives a
 * verdict before, and the judge is told which. Thread-safe.
 */
final class LateJudgement {

    private final CompletableFuture<Assessment> done = new CompletableFuture<>();
    // Set by whoever comes first: the judge with nothing, or the one who cannot wait.
    private final AtomicReference<Optional<Verdict>> given = new AtomicReference<>();

    /** The profile is there: judges, by the verdict that was given if there is one. */
    void judge(Function<Optional<Verdict>, Assessment> judge) {
        try {
            boolean inTime = given.compareAndSet(null, Optional.empty());
            done.complete(judge.apply(inTime ? Optional.empty() : given.get()));
        } catch (RuntimeException | StackOverflowError e) {
            done.completeExceptionally(e);
            throw e;
        }
    }

    /** The assessment, when it comes within that time; else that verdict, and nothing else yet. */
    Assessment within(Duration wait, Supplier<Verdict> otherwise) {
        if (!done.isDone() && !awaited(wait) && given.get() == null) {
            Verdict verdict = otherwise.get();
            if (given.compareAndSet(null, Optional.of(verdict))) {
                return new Assessment(verdict, List.of(), Optional.empty());
            }
        }
        return done.join();
    }

    private boolean awaited(Duration wait) {
        if (wait.isZero()) {
            return false;
        }
        try {
            done.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
