package io.mailwarden.store.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An alert as one JSON object. */
final class AlertText {

    // Not every database keeps every character that a client can send.
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AlertText() {}

    static String write(Alert alert) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (alert.account().isPresent()) {
                json.writeStringField("account", alert.account().get().name());
            }
            json.writeStringField("cause", alert.cause());
            json.writeStringField("severity", alert.severity().label());
            if (alert.incident().isPresent()) {
                json.writeStringField("incident", alert.incident().get());
            }
            json.writeStringField("at", alert.at().toString());
            if (alert.follows().isPresent()) {
                json.writeStringField("follows", alert.follows().get());
            }
            json.writeStringField("summary", alert.content().summary());
            json.writeStringField("headline", alert.content().headline());
            write(json, "findings", alert.content().findings());
            write(json, "done", alert.content().done());
            write(json, "next", alert.content().next());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }

    /** Reads what {@link #write(Alert)} wrote; throws IllegalArgumentException when it cannot be read. */
    static Alert read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return new Alert(
                    text(json, "account").map(Account::new),
                    json.path("cause").asText(),
                    Severity.valueOf(json.path("severity").asText().toUpperCase(Locale.ROOT)),
                    text(json, "incident"),
                    Instant.parse(json.path("at").asText()),
                    new AlertContent(
                            json.path("summary").asText(),
                            json.path("headline").asText(),
                            lines(json.path("findings")),
                            lines(json.path("done")),
                            lines(json.path("next"))),
                    text(json, "follows"));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("no alert: " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.has(name) ? Optional.of(json.path(name).asText()) : Optional.empty();
    }

    private static List<String> lines(JsonNode array) {
        List<String> lines = new ArrayList<>();
        array.forEach(line -> lines.add(line.asText()));
        return lines;
    }
}
