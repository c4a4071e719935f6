package io.mailwarden.cli.imports.line;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line that is a JSON object: of journald ({@code journalctl -o json}), of containers, and of those who send logs on.
 *
 * @param time as it is written; empty when it is not told
 * @param host who logged it; empty when it is not told
 * @param program such as dovecot; empty when it is not told
 * @param process its process id; empty when it is not told
 * @param text what was said
 */
record JsonRecord(String time, String host, String program, String process, String text) {

    private static final JsonFactory JSON = new JsonFactory();

    // The first that is there counts.
    private static final List<String> TEXTS = List.of("MESSAGE", "log", "message", "msg");
    private static final List<String> TIMES = List.of(
            "_SOURCE_REALTIME_TIMESTAMP",
            "__REALTIME_TIMESTAMP",
            "time",
            "timestamp",
            "@timestamp",
            "timereported",
            "ts");
    private static final List<String> HOSTS = List.of("_HOSTNAME", "host", "hostname", "syslog_hostname");
    private static final List<String> PROGRAMS = List.of(
            "SYSLOG_IDENTIFIER",
            "program",
            "programname",
            "appname",
            "app-name",
            "app_name",
            "ident",
            "syslog_identifier",
            "syslogtag",
            "tag",
            "process_name");
    private static final List<String> PROCESSES = List.of("_PID", "SYSLOG_PID", "pid", "procid");

    /** The record of that line; null when it is none. */
    static @Nullable JsonRecord parse(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String value = value(parser);
                if (value != null) {
                    fields.putIfAbsent(name, value);
                }
            }
        } catch (JacksonException e) {
            return null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String text = first(fields, TEXTS).stripTrailing();
        return text.isEmpty()
                ? null
                : new JsonRecord(
                        first(fields, TIMES),
                        first(fields, HOSTS),
                        program(first(fields, PROGRAMS)),
                        first(fields, PROCESSES),
                        text);
    }

    private static @Nullable String value(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            return bytes(parser);
        }
        if (token == JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        return token.isScalarValue() ? parser.getText() : null;
    }

    // What journald does with text that is not all UTF-8: an array of its bytes.
    private static @Nullable String bytes(JsonParser parser) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean plain = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                bytes.write(parser.getIntValue());
            } else {
                plain = false;
                parser.skipChildren();
            }
        }
        return plain ? bytes.toString(StandardCharsets.UTF_8) : null;
    }

    private static String first(Map<String, String> fields, List<String> names) {
        return names.stream()
                .map(fields::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    // rsyslog's syslogtag is "dovecot[205]:".
    private static String program(String tag) {
        int end = tag.indexOf('[') < 0 ? tag.indexOf(':') : tag.indexOf('[');
        return end < 0 ? tag : tag.substring(0, end);
    }
}
