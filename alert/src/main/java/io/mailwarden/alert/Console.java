package io.mailwarden.alert;

import io.mailwarden.engine.response.alert.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Links from alerts to the review console. */
final class Console {

    private final String base;

    /** Below that URL; empty for no links. */
    Console(String url) {
        base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** To the incident, or to the open ones for an alert that has none of its own. */
    Optional<String> link(Alert alert) {
        if (base.isEmpty()) {
            return Optional.empty();
        }
        String page = alert.incident()
                .map(id -> "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse("s?state=open");
        return Optional.of(base + "/mailwarden/console/#/incident" + page);
    }
}
