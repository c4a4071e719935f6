package io.mailwarden.alert.outbox;

import org.jspecify.annotations.Nullable;

/** Thrown when a channel could not deliver an alert; it is tried again. */
public final class NotDelivered extends RuntimeException {

    /** A failure with its reason, which must hold no secrets. */
    public NotDelivered(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
