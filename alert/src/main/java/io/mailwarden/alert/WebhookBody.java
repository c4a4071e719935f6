package io.mailwarden.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.response.alert.Alert;

/** The body of a webhook, in the format of its receiver. */
@FunctionalInterface
interface WebhookBody {

    /** The alert as such a receiver wants it. */
    ObjectNode of(String id, Alert alert);
}
