package io.mailwarden.mailet.held;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.mailet.MailBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders.Header;

/**
 * A mail as one file: a mark with the version, the length of what follows, the envelope and attributes as JSON, then
 * the message, byte for byte. Attributes whose values James itself cannot carry from one process to another are left
 * out.
 */
final class MailFile {

    private static final int VERSION_1 = 0x4D57_4801;
    private static final int LONGEST_ENVELOPE = 64 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String NAME = "name";
    private static final String STATE = "state";
    private static final String SENDER = "sender";
    private static final String RECIPIENTS = "recipients";
    private static final String REMOTE_HOST = "remoteHost";
    private static final String REMOTE_ADDRESS = "remoteAddress";
    private static final String ERROR = "error";
    private static final String UPDATED = "updated";
    private static final String ATTRIBUTES = "attributes";
    private static final String HEADERS = "headers";
    private static final String VALUE = "value";

    private MailFile() {}

    /** Writes the mail; the file stays open. */
    static void write(Mail mail, FileChannel file) throws IOException {
        OutputStream bytes = Channels.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] envelope = JSON.writeValueAsBytes(envelope(mail));
        out.writeInt(VERSION_1);
        out.writeInt(envelope.length);
        out.write(envelope);
        out.flush();
        try {
            if (MailBytes.read(mail, in -> in.transferTo(bytes)).isEmpty()) {
                throw new IOException("the mail has no message");
            }
        } catch (MessagingException e) {
            throw new IOException("the message cannot be read", e);
        }
    }

    private static ObjectNode envelope(Mail mail) {
        ObjectNode envelope = JSON.createObjectNode()
                .put(NAME, mail.getName())
                .put(STATE, mail.getState())
                .put(SENDER, mail.getMaybeSender().asString(""))
                .put(REMOTE_HOST, mail.getRemoteHost())
                .put(REMOTE_ADDRESS, mail.getRemoteAddr())
                .put(ERROR, mail.getErrorMessage());
        Optional.ofNullable(mail.getLastUpdated())
                .ifPresent(at -> envelope.put(UPDATED, at.toInstant().toString()));
        ArrayNode recipients = envelope.putArray(RECIPIENTS);
        mail.getRecipients().forEach(recipient -> recipients.add(recipient.asString()));
        ObjectNode attributes = envelope.putObject(ATTRIBUTES);
        mail.attributes().forEach(attribute -> attribute
                .getValue()
                .toJson()
                .ifPresent(value -> attributes.set(attribute.getName().asString(), value)));
        ArrayNode headers = envelope.putArray(HEADERS);
        mail.getPerRecipientSpecificHeaders().getHeadersByRecipient().forEach((recipient, header) -> headers.addObject()
                .put(RECIPIENTS, recipient.asString())
                .put(NAME, header.getName())
                .put(VALUE, header.getValue()));
        return envelope;
    }

    /** The mail, to be disposed of by the caller. */
    static Mail read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int version = in.readInt();
            int length = in.readInt();
            if (version != VERSION_1 || length < 0 || length > LONGEST_ENVELOPE) {
                throw new IOException(file + " is no held mail that this version can read");
            }
            return mail(JSON.readTree(in.readNBytes(length)), in);
        } catch (MessagingException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    private static Mail mail(JsonNode envelope, InputStream message) throws MessagingException, IOException {
        String name = envelope.path(NAME).asText();
        MailImpl.Builder builder = MailImpl.builder()
                .name(name)
                .sender(MaybeSender.getMailSender(envelope.path(SENDER).asText()));
        for (JsonNode recipient : envelope.path(RECIPIENTS)) {
            builder.addRecipient(recipient.asText());
        }
        for (JsonNode header : envelope.path(HEADERS)) {
            builder.addHeaderForRecipient(
                    Header.builder()
                            .name(header.path(NAME).asText())
                            .value(header.path(VALUE).asText())
                            .build(),
                    new MailAddress(header.path(RECIPIENTS).asText()));
        }
        text(envelope, STATE).ifPresent(builder::state);
        text(envelope, REMOTE_HOST).ifPresent(builder::remoteHost);
        text(envelope, REMOTE_ADDRESS).ifPresent(builder::remoteAddr);
        text(envelope, ERROR).ifPresent(builder::errorMessage);
        text(envelope, UPDATED).map(Instant::parse).map(Date::from).ifPresent(builder::lastUpdated);
        MailImpl mail = builder.build();
        envelope.path(ATTRIBUTES)
                .fields()
                .forEachRemaining(field -> mail.setAttribute(
                        new Attribute(AttributeName.of(field.getKey()), AttributeValue.fromJson(field.getValue()))));
        mail.setMessageNoCopy(new MimeMessageWrapper(MimeMessageInputStreamSource.create(name, message)));
        return mail;
    }

    private static Optional<String> text(JsonNode envelope, String field) {
        return Optional.ofNullable(envelope.get(field))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText);
    }
}
