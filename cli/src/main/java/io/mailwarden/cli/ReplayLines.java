package io.mailwarden.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.verdict.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of each event as JSON Lines: one for an anomaly, one for an incident that opened or became graver, one for
 * a verdict other than allow. The same events give the same lines.
 */
final class ReplayLines {

    private static final JsonFactory JSON = new JsonFactory();

    private final Writer out;
    private final Map<String, Severity> told = new HashMap<>();

    ReplayLines(Writer out) {
        this.out = out;
    }

    private interface LineFields {
        void write(JsonGenerator json) throws IOException;
    }

    /** The event's lines; {@code number} is that of its own line. */
    void write(Event event, long number, Assessment assessment) throws IOException {
        for (Anomaly anomaly : assessment.anomalies()) {
            line(
                    "anomaly",
                    event,
                    number,
                    json -> finding(json, anomaly, anomaly.explanation().text()));
        }
        if (assessment.incident().filter(this::isNews).isPresent()) {
            Incident incident = assessment.incident().get();
            line("incident", event, number, json -> incident(json, incident));
        }
        Verdict verdict = assessment.verdict();
        if (!verdict.passes()) {
            line("verdict", event, number, json -> {
                json.writeStringField("verdict", verdict.label());
                json.writeStringField("explanation", verdict.explanation().text());
            });
        }
    }

    private boolean isNews(Incident incident) {
        Severity before = told.put(incident.id(), incident.severity());
        return before == null || incident.severity().compareTo(before) > 0;
    }

    private static void incident(JsonGenerator json, Incident incident) throws IOException {
        Anomaly gravest = incident.findings().stream()
                .map(Finding::gravest)
                .max(Comparator.comparing(Anomaly::severity).thenComparingDouble(Anomaly::strength))
                .orElseThrow();
        String why = incident.findings().stream()
                .map(found -> found.gravest().type() + ": "
                        + found.gravest().explanation().text())
                .collect(Collectors.joining("; "));
        finding(json, gravest, why);
    }

    private static void finding(JsonGenerator json, Anomaly anomaly, String explanation) throws IOException {
        json.writeStringField("type", anomaly.type());
        json.writeStringField("severity", anomaly.severity().label());
        json.writeNumberField("score", anomaly.strength());
        json.writeStringField("explanation", explanation);
    }

    private void line(String kind, Event event, long number, LineFields fields) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            json.writeStringField("time", event.at().toString());
            json.writeStringField("account", event.account().name());
            fields.write(json);
            json.writeNumberField("event", number);
            json.writeEndObject();
        }
        out.write(line.append('\n').toString());
    }
}
