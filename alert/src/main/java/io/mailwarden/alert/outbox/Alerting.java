package io.mailwarden.alert.outbox;

import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.support.StoreUnavailable;

/** Tells administrators, but nobody twice. Thread-safe. */
@FunctionalInterface
public interface Alerting {

    /**
     * Sees to it that they are told: by an alert of its own, within a digest, or not at all where the same of the same
     * account was told already. It is kept when this returns, and survives a crash; {@link StoreUnavailable} when it
     * could not be. Takes as long as the store does.
     */
    void raise(Alert alert);
}
