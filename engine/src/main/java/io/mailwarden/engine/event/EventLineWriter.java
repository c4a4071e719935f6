package io.mailwarden.engine.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events to lines that {@link EventLineParser} reads back. */
final class EventLineWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Event.Visitor<EventBody> BODIES = new Bodies();

    private final JsonGenerator json;

    private EventLineWriter(JsonGenerator json) {
        this.json = json;
    }

    private interface EventBody {
        void write(EventLineWriter writer) throws IOException;
    }

    static String write(Event event) {
        EventBody body = event.accept(BODIES);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", event.kind());
            json.writeStringField("time", event.at().toString());
            json.writeStringField("account", event.account().name());
            body.write(new EventLineWriter(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static final class Bodies implements Event.Visitor<EventBody> {

        @Override
        public EventBody login(Login login) {
            return writer -> writer.write(login);
        }

        @Override
        public EventBody message(Message message) {
            return writer -> writer.write(message);
        }

        @Override
        public EventBody clientSeen(ClientSeen seen) {
            return writer -> writer.write(seen);
        }

        @Override
        public EventBody deliveryReport(DeliveryReport report) {
            return writer -> writer.write(report);
        }

        @Override
        public EventBody phishingReceived(PhishingReceived phishing) {
            return writer -> writer.write(phishing);
        }
    }

    private void write(Login login) throws IOException {
        json.writeStringField("protocol", login.protocol().label());
        json.writeStringField("outcome", login.outcome().name().toLowerCase(Locale.ROOT));
        if (login.source().isPresent()) {
            Login.Source source = login.source().get();
            json.writeStringField("ip", source.address().toString());
            if (!source.client().equals(Client.UNKNOWN)) {
                json.writeStringField("client", asImapId(source.client()));
            }
            if (source.tls()) {
                json.writeBooleanField("tls", true);
            }
            text("session", Optional.of(source.session()).filter(session -> !session.isEmpty()));
            geo(source.geo());
        }
        if (login.secret().marker().isPresent()) {
            json.writeNumberField("passwordMark", login.secret().marker().getAsInt());
        }
        text("delegate", login.secret().delegate().map(Account::name));
    }

    private void write(ClientSeen seen) throws IOException {
        json.writeStringField("session", seen.session());
        json.writeStringField("client", asImapId(seen.client()));
    }

    private static String asImapId(Client client) {
        return Stream.of(pair("name", client.family()), pair("version", client.version()), pair("os", client.system()))
                .filter(pair -> !pair.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String pair(String name, String value) {
        return value.isEmpty() ? "" : '"' + name + "\" \"" + value + '"';
    }

    private void write(Message message) throws IOException {
        if (message.source().isPresent()) {
            json.writeStringField("ip", message.source().get().toString());
        }
        Message.Content content = message.content();
        json.writeStringField("messageId", content.messageId());
        texts("recipients", message.recipients());
        if (message.members() > 0) {
            json.writeNumberField("members", message.members());
        }
        json.writeStringField("subject", content.subject());
        json.writeNumberField("bytes", content.bytes());
        texts("urls", content.urls());
        json.writeArrayFieldStart("attachments");
        for (Message.Attachment attachment : content.attachments()) {
            json.writeStartObject();
            json.writeStringField("name", attachment.name());
            json.writeStringField("type", attachment.type());
            json.writeNumberField("bytes", attachment.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        said(content);
        geo(message.geo());
    }

    private void said(Message.Content content) throws IOException {
        Message.Sender sender = content.sender();
        if (!sender.from().isEmpty() || !sender.replyTo().isEmpty()) {
            texts("from", sender.from());
            texts("replyTo", sender.replyTo());
        }
        if (sender.hand().isPresent()) {
            hand(sender.hand().get());
        }
        if (!sender.answers().isEmpty()) {
            texts(
                    "answers",
                    sender.answers().stream().map(HexFormat.of()::toHexDigits).toList());
        }
        if (!sender.bankAccounts().isEmpty()) {
            texts(
                    "bankAccounts",
                    sender.bankAccounts().stream()
                            .map(HexFormat.of()::toHexDigits)
                            .toList());
        }
        if (content.fingerprint().isPresent()) {
            json.writeStringField(
                    "fingerprint",
                    HexFormat.of().toHexDigits(content.fingerprint().getAsLong()));
        }
        text("scan", content.scan().map(Message.Scan::label));
    }

    private void hand(Message.Hand hand) throws IOException {
        json.writeObjectFieldStart("hand");
        if (hand.program().isKnown()) {
            json.writeStringField("program", asImapId(hand.program()));
        }
        if (hand.another()) {
            json.writeBooleanField("another", true);
        }
        json.writeEndObject();
    }

    private void write(DeliveryReport report) throws IOException {
        json.writeStringField("recipient", report.recipient());
        json.writeStringField("status", report.status());
        json.writeStringField("originalMessageId", report.originalMessageId());
        if (report.own()) {
            json.writeBooleanField("own", true);
        }
    }

    private void write(PhishingReceived phishing) throws IOException {
        json.writeStringField("ip", phishing.from().toString());
    }

    private void texts(String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void geo(Optional<Geo> known) throws IOException {
        if (known.isEmpty()) {
            return;
        }
        Geo geo = known.get();
        json.writeObjectFieldStart("geo");
        text("country", geo.country());
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
        text("asnName", geo.asnName());
        text("network", geo.network());
        json.writeEndObject();
    }

    private void text(String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }
}
