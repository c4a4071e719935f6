package io.mailwarden.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.response.alert.Alert;
import java.util.List;

/** All that an alert says, in the form that Standard Webhooks recommends: type, timestamp, data. See docs/api.md. */
final class GenericBody implements WebhookBody {

    private final Console console;

    GenericBody(Console console) {
        this.console = console;
    }

    @Override
    public ObjectNode of(String id, Alert alert) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", alert.digest() ? "mailwarden.digest" : "mailwarden.alert");
        body.put("timestamp", alert.at().toString());
        ObjectNode data = body.putObject("data");
        data.put("id", id);
        alert.account().ifPresent(account -> data.put("account", account.name()));
        data.put("severity", alert.severity().label());
        data.put("cause", alert.cause());
        alert.incident().ifPresent(incident -> data.put("incident", incident));
        alert.follows().ifPresent(first -> data.put("follows", first));
        if (!alert.content().summary().isEmpty()) {
            data.put("summary", alert.content().summary());
        }
        data.put("headline", alert.content().headline());
        put(data, "findings", alert.content().findings());
        put(data, "done", alert.content().done());
        put(data, "next", alert.content().next());
        console.link(alert).ifPresent(link -> data.put("link", link));
        return body;
    }

    private static void put(ObjectNode data, String name, List<String> lines) {
        lines.forEach(data.putArray(name)::add);
    }
}
