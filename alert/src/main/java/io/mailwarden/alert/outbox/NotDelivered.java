package io.mailwarden.alert.outbox;

import org.jspecify.annotations.Nullable;

/** A channel could not hand an alert over now. */
public final class NotDelivered extends RuntimeException {

    /** Says why, without secrets. */
    public NotDelivered(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
