package io.mailwarden.engine.response.alert;

import org.jspecify.annotations.Nullable;

/** A channel could not hand an alert over now. */
public final class NotDelivered extends RuntimeException {

    /** A failure with its reason, which must hold no secrets. */
    public NotDelivered(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
