package io.mailwarden.alert.outbox;

import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.AlertRow;

/** A channel that delivers alerts to administrators, such as mail. Thread-safe. */
public interface Channel {

    /** Short, unique among the channels, and the same after a restart. */
    String name();

    /**
     * Hands an alert over, within a bounded time; throws {@link NotDelivered} when that failed and is to be tried
     * again. May be given the same again after a crash.
     *
     * @param id as {@link AlertRow#id}; goes with the alert, so that the receiver can drop what it has already
     */
    void deliver(String id, Alert alert);

    /**
     * Does the same for an administrator who tries the channel, and says in words what came back; without secrets, as
     * what {@link NotDelivered} says.
     */
    String tried(String id, Alert alert);
}
