package io.mailwarden.engine.assess;

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
 * An event whose profile is not in memory yet. It is assessed when the profile is there; whoever cannot wait so long
 * gives a verdict before, and the assessor is told which. Thread-safe.
 */
final class PendingAssessment {

    private final CompletableFuture<Assessment> done = new CompletableFuture<>();
    private final Optional<Verdict> decided;
    // Set by whoever comes first: the assessor with what was decided before, or the one who cannot wait.
    private final AtomicReference<Optional<Verdict>> told = new AtomicReference<>();

    /** With the verdict that stands already, if there is one. */
    PendingAssessment(Optional<Verdict> decided) {
        this.decided = decided;
    }

    /** The profile is there: assesses, by the verdict that stands if there is one. */
    void assess(Function<Optional<Verdict>, Assessment> assessor) {
        try {
            boolean inTime = told.compareAndSet(null, decided);
            done.complete(assessor.apply(inTime ? decided : told.get()));
        } catch (RuntimeException | StackOverflowError e) {
            done.completeExceptionally(e);
            throw e;
        }
    }

    /**
     * The assessment, when it comes within that time; else the verdict that stands, or that one, and nothing else yet.
     */
    Assessment within(Duration wait, Supplier<Verdict> otherwise) {
        if (!done.isDone() && !awaited(wait) && told.get() == null) {
            Verdict verdict = decided.orElseGet(otherwise);
            if (told.compareAndSet(null, Optional.of(verdict))) {
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
