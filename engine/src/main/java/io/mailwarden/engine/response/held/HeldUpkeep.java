package io.mailwarden.engine.response.held;

/**
 * Port to the periodic tasks of held mail: finishing releases, and expiry. To be called every few seconds while mail is
 * processed, by one thread; each call does what is due.
 */
@FunctionalInterface
public interface HeldUpkeep {

    /**
     * Finishes releases that were interrupted or that another node decided, brings rows and repository together,
     * announces what expires, and deletes what has expired. Throws
     * {@link io.mailwarden.engine.support.StoreUnavailable} when that could not be done; the next call tries again.
     */
    void run();
}
