package io.mailwarden.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.response.alert.Alert;

/** What a receiver of webhooks understands. */
@FunctionalInterface
interface WebhookBody {

    /** The alert as such a receiver wants it. */
    ObjectNode of(String id, Alert alert);
}
