package io.mailwarden.engine.support;

/** A store behind a port could not be reached or written; nothing was changed by the operation that failed. */
public final class StoreUnavailable extends RuntimeException {

    /**
     * A failure of that operation.
     *
     * @param operation such as "release held message 42"
     */
    public StoreUnavailable(String operation, Throwable cause) {
        super("store unavailable: " + operation, cause);
    }
}
