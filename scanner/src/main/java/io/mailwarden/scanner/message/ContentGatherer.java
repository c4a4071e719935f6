package io.mailwarden.scanner.message;

import io.mailwarden.engine.event.Fingerprint;
import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.event.Message.Content;
import io.mailwarden.scanner.payment.BankAccounts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Gathers from the parts of one message what the engine wants to know of it. Not thread-safe. */
final class ContentGatherer implements PartVisitor {

    static final int MAX_ATTACHMENTS = 300;

    private final Links links = new Links();
    private final VisibleText visible = new VisibleText();
    private final BankAccounts bankAccounts = new BankAccounts();
    private final MessageHead head = new MessageHead();
    private final List<Attachment> attachments = new ArrayList<>();
    private Optional<String> problem = Optional.empty();

    /** Why something was left out. */
    Optional<String> problem() {
        return problem;
    }

    Content content(long bytes) {
        return new Content(
                head.messageId(),
                head.subject(),
                bytes,
                links.all(),
                attachments,
                head.sender(bankAccounts.marks()),
                Fingerprint.of(visible.all()),
                Optional.empty());
    }

    @Override
    public void header(String name, String body) {
        head.take(name, body);
    }

    @Override
    public void charset(String label) {
        head.charset(label);
    }

    @Override
    public void text(MessagePart part, String text, long bytes) {
        attachText(part, bytes);
        links.addFromText(text);
        if (part.writtenBySender() && !part.invitation()) {
            visible.addText(text);
            bankAccounts.addText(text);
        }
    }

    @Override
    public void html(MessagePart part, String html, long bytes) {
        attachText(part, bytes);
        Document document = Jsoup.parse(html);
        links.addFromHtml(document);
        if (part.writtenBySender()) {
            visible.addHtml(document);
            bankAccounts.addHtml(document);
        }
    }

    @Override
    public void file(MessagePart part, InputStream body) throws IOException {
        attach(part, SourceStream.drain(body));
    }

    private void attachText(MessagePart part, long bytes) {
        if (part.attachment()) {
            attach(part, bytes);
        }
    }

    private void attach(MessagePart part, long bytes) {
        if (attachments.size() < MAX_ATTACHMENTS) {
            attachments.add(new Attachment(part.name(), part.type(), bytes));
        } else {
            problem = Optional.of("more than " + MAX_ATTACHMENTS + " attachments");
        }
    }
}
