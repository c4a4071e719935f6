package io.mailwarden.cli.bench.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.event.Geo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes events by way of their lines: what is made up goes through the same door as what was recorded.
 */
public final class EventText {

    private static final JsonFactory JSON = new JsonFactory();

    private EventText() {}

    private interface EventFields {
        void write(JsonGenerator json) throws IOException;
    }

    /** The right password was shown. */
    public static Event login(Instant at, String account, Device device, String protocol) {
        return login(at, account, device, protocol, "accepted", -1);
    }

    /** A wrong password of that mark was shown. */
    public static Event refused(Instant at, String account, Device device, String protocol, int mark) {
        return login(at, account, device, protocol, "refused", mark);
    }

    private static Event login(Instant at, String account, Device device, String protocol, String outcome, int mark) {
        return parsed("login", at, account, json -> {
            json.writeStringField("protocol", protocol);
            json.writeStringField("outcome", outcome);
            if (!device.client().isEmpty()) {
                json.writeStringField("client", device.client());
            }
            if (mark >= 0) {
                json.writeNumberField("passwordMark", mark);
            }
            from(json, device.from());
        });
    }

    /** The event of a submitted message; without a Message-ID, whose made-up form would tell a thief's from an owner's. */
    public static Event message(Instant at, String account, From from, List<String> recipients, MadeUpMessage mail) {
        return parsed("message", at, account, json -> {
            json.writeStringField("subject", mail.subject());
            json.writeNumberField("bytes", mail.bytes());
            texts(json, "recipients", recipients);
            texts(json, "urls", mail.urls());
            texts(json, "from", List.of(mail.sender()));
            json.writeStringField("fingerprint", HexFormat.of().toHexDigits(mail.fingerprint()));
            attachments(json, mail);
            from(json, from);
        });
    }

    private static void attachments(JsonGenerator json, MadeUpMessage mail) throws IOException {
        json.writeArrayFieldStart("attachments");
        for (String type : mail.attachments()) {
            json.writeStartObject();
            json.writeStringField("name", "file." + type.substring(type.indexOf('/') + 1));
            json.writeStringField("type", type);
            json.writeNumberField("bytes", mail.bytes() / 2);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void from(JsonGenerator json, From from) throws IOException {
        json.writeStringField("ip", from.ip());
        if (from.geo().isEmpty()) {
            return;
        }
        Geo geo = from.geo().get();
        json.writeObjectFieldStart("geo");
        if (geo.country().isPresent()) {
            json.writeStringField("country", geo.country().get());
        }
        if (geo.position().isPresent()) {
            json.writeNumberField("lat", geo.position().get().latitude());
            json.writeNumberField("lon", geo.position().get().longitude());
        }
        if (geo.accuracyKm().isPresent()) {
            json.writeNumberField("accuracyKm", geo.accuracyKm().getAsDouble());
        }
        if (geo.asn().isPresent()) {
            json.writeNumberField("asn", geo.asn().getAsLong());
        }
        if (geo.asnName().isPresent()) {
            json.writeStringField("asnName", geo.asnName().get());
        }
        if (geo.network().isPresent()) {
            json.writeStringField("network", geo.network().get());
        }
        json.writeEndObject();
    }

    private static Event parsed(String kind, Instant at, String account, EventFields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            json.writeStringField("time", at.toString());
            json.writeStringField("account", account);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EventLines.parse(text.toString());
    }
}
