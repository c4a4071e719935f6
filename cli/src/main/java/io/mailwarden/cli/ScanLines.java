package io.mailwarden.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mailwarden.engine.response.scan.ScanResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** Writes what a scan found: one JSON line for each message. */
final class ScanLines {

    private static final JsonFactory JSON = new JsonFactory();

    private final Writer out;

    ScanLines(Writer out) {
        this.out = out;
    }

    void write(String file, ScanResult result) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("file", file);
            json.writeStringField("verdict", result.verdict().label());
            json.writeNumberField("score", result.score());
            json.writeArrayFieldStart("reasons");
            for (String reason : result.reasons()) {
                json.writeString(reason);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write(line.append('\n').toString());
    }
}
