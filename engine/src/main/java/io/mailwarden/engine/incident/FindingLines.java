package io.mailwarden.engine.incident;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes and reads the findings of an incident as one JSON array, as stores keep them. */
public final class FindingLines {

    // Not every database keeps every character that a client can send.
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FindingLines() {}

    /** Writes them, ASCII alone. */
    public static String write(List<Finding> findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Finding finding : findings) {
                write(json, finding);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        Anomaly gravest = finding.gravest();
        json.writeStartObject();
        json.writeStringField("type", gravest.type());
        json.writeStringField("severity", gravest.severity().label());
        json.writeNumberField("score", gravest.score().value());
        json.writeStringField("explanation", gravest.explanation().text());
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : EnumSet.copyOf(gravest.evidence())) {
            json.writeString(label(evidence));
        }
        json.writeEndArray();
        json.writeStringField("first", finding.first().toString());
        json.writeStringField("last", finding.last().toString());
        json.writeNumberField("count", finding.count());
        json.writeBooleanField("letIn", finding.letIn());
        if (!finding.place().isEmpty()) {
            json.writeStringField("place", finding.place());
        }
        json.writeEndObject();
    }

    private static String label(Evidence evidence) {
        return evidence.name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #write} wrote; throws IllegalArgumentException when it cannot be read. */
    public static List<Finding> read(String text) {
        try {
            List<Finding> findings = new ArrayList<>();
            for (JsonNode node : MAPPER.readTree(text)) {
                findings.add(read(node));
            }
            return findings;
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("no findings: " + e.getMessage(), e);
        }
    }

    private static Finding read(JsonNode node) {
        Anomaly gravest = new Anomaly(
                node.path("type").asText(),
                evidence(node.path("evidence")),
                Severity.valueOf(node.path("severity").asText().toUpperCase(Locale.ROOT)),
                new Score(node.path("score").asDouble()),
                new Explanation(node.path("explanation").asText()));
        return new Finding(
                gravest,
                Instant.parse(node.path("first").asText()),
                Instant.parse(node.path("last").asText()),
                node.path("count").asLong(),
                node.path("letIn").asBoolean(),
                node.path("place").asText());
    }

    // What a later version looks at is passed over.
    private static Set<Evidence> evidence(JsonNode names) {
        Set<Evidence> known = EnumSet.noneOf(Evidence.class);
        for (JsonNode name : names) {
            Arrays.stream(Evidence.values())
                    .filter(evidence -> label(evidence).equals(name.asText()))
                    .forEach(known::add);
        }
        return known;
    }
}
