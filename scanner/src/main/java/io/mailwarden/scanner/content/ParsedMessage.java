package io.mailwarden.scanner.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailwarden.scanner.message.MessagePart;
import io.mailwarden.scanner.message.PartVisitor;
import io.mailwarden.scanner.message.PartWalk;
import io.mailwarden.scanner.qr.QrCodes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * One message, taken apart for the checks; bounded in memory, whatever it is made of. Attached messages and pages are taken
 * apart likewise, each for itself. Not thread-safe while it reads.
 */
public final class ParsedMessage implements PartVisitor {

    static final int MAX_ENCLOSURES = 50;
    static final int MAX_ENCLOSED = 6 * 1024 * 1024;
    static final int MAX_INSIDE = 10;

    /** What all that is in one message shares. */
    private static final class Limits {
        private final List<ParsedMessage> inside = new ArrayList<>();
        private int enclosures;
        private int enclosed;
        private boolean feedback;
        private Optional<String> problem = Optional.empty();
    }

    private final Limits limits;
    private final boolean page;
    private final Envelope envelope;
    private final LinkList shownLinks = new LinkList();
    private final LinkList linksInFiles = new LinkList();
    private final HtmlLook html = new HtmlLook(shownLinks);
    private final HtmlLook htmlFiles = new HtmlLook(linksInFiles);
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder invitations = new StringBuilder();
    private final List<Enclosure> enclosures = new ArrayList<>();
    private final LinkList linksInPictures = new LinkList();
    private List<Link> links = List.of();
    private boolean hasHtml;
    private String seen = "";
    private boolean plainIsBlank;
    private int words;

    private ParsedMessage(Limits limits, boolean page, Envelope envelope) {
        this.limits = limits;
        this.page = page;
        this.envelope = envelope;
    }

    public static ParsedMessage of(InputStream message, QrCodes codes) throws IOException {
        Limits limits = new Limits();
        ParsedMessage specimen = new ParsedMessage(limits, false, new Envelope());
        PartWalk walk = new PartWalk(specimen);
        walk.read(message);
        limits.problem = walk.problem().or(() -> limits.problem);
        specimen.read(codes);
        return specimen;
    }

    private void read(QrCodes codes) {
        List<byte[]> pictures = new ArrayList<>();
        Stream.concat(Stream.of(this), limits.inside.stream()).forEach(one -> one.addPictures(pictures));
        codes.in(pictures).forEach(text -> CodeTargets.of(text).ifPresent(target -> linksInPictures.add("", target)));
        limits.inside.forEach(one -> one.finish(one.shownLinks.all()));
        finish(Stream.concat(shownLinks.all().stream(), linksInPictures.all().stream())
                .distinct()
                .toList());
    }

    // What every check asks for, once.
    private void finish(List<Link> all) {
        links = all;
        String visible = hasHtml ? html.visible().toString() : "";
        String text = plain.toString();
        plainIsBlank = text.isBlank();
        seen = !visible.isBlank() ? visible : plainIsBlank ? invitations.toString() : text;
        words = countWords(seen);
    }

    private static int countWords(String text) {
        int words = 0;
        boolean within = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean letter = Character.isLetterOrDigit(c);
            words += letter && !within ? 1 : 0;
            within = letter || (within && Plain.invisible(c));
        }
        return words;
    }

    private void addPictures(List<byte[]> pictures) {
        pictures.addAll(html.pictures());
        // Those of a page are its own, too.
        pictures.addAll(page ? List.of() : htmlFiles.pictures());
        enclosures.forEach(enclosure -> enclosure.whole().ifPresent(pictures::add));
    }

    @Override
    public boolean reads(String header) {
        return Envelope.reads(header);
    }

    @Override
    public void header(String name, String body) {
        envelope.take(name, body);
    }

    @Override
    public void charset(String label) {
        envelope.charset(label);
    }

    @Override
    public void text(MessagePart part, String text, long bytes) {
        String cut = text.length() <= HtmlLook.MAX_TEXT ? text : text.substring(0, HtmlLook.MAX_TEXT);
        if (part.attachment()) {
            enclose(Enclosure.of(part.name(), part.type(), text.getBytes(UTF_8)));
        } else if (part.invitation() && invitations.length() < HtmlLook.MAX_TEXT) {
            invitations.append(cut).append('\n');
            TextLinks.add(cut, shownLinks);
        } else if (!part.invitation() && plain.length() < HtmlLook.MAX_TEXT) {
            plain.append(cut).append('\n');
            TextLinks.add(cut, shownLinks);
        }
    }

    @Override
    public void html(MessagePart part, String source, long bytes) {
        Document document = Jsoup.parse(source);
        if (part.attachment()) {
            enclose(Enclosure.of(part.name(), "text/html", source.getBytes(UTF_8)));
            htmlFiles.at(document);
            inside(true, envelope).filter(one -> one != this).ifPresent(one -> one.show(document));
        } else {
            show(document);
        }
    }

    private void show(Document document) {
        hasHtml = true;
        html.at(document);
    }

    @Override
    public void file(MessagePart part, InputStream body) throws IOException {
        limits.feedback |= part.type().equals("message/feedback-report");
        if (limits.enclosures < MAX_ENCLOSURES) {
            enclose(Enclosure.read(part.name(), part.type(), body, Math.max(0, MAX_ENCLOSED - limits.enclosed)));
        } else {
            limits.problem = Optional.of("more than " + MAX_ENCLOSURES + " attachments");
        }
    }

    private void enclose(Enclosure enclosure) {
        if (limits.enclosures < MAX_ENCLOSURES) {
            limits.enclosures++;
            limits.enclosed += enclosure.length();
            enclosures.add(enclosure);
        } else {
            limits.problem = Optional.of("more than " + MAX_ENCLOSURES + " attachments");
        }
    }

    @Override
    public PartVisitor attached(MessagePart message) {
        if (!message.name().isEmpty()) {
            enclose(Enclosure.of(message.name(), message.type(), new byte[0]));
        }
        return inside(false, new Envelope()).map(one -> (PartVisitor) one).orElse(this);
    }

    // Of more than that, messages count as parts of the one that they are in.
    private Optional<ParsedMessage> inside(boolean asPage, Envelope of) {
        if (limits.inside.size() >= MAX_INSIDE) {
            limits.problem = Optional.of("more than " + MAX_INSIDE + " attached messages and pages");
            return Optional.empty();
        }
        ParsedMessage one = new ParsedMessage(limits, asPage, of);
        limits.inside.add(one);
        return Optional.of(one);
    }

    /** The messages and pages that are attached, at whatever depth. */
    public List<ParsedMessage> inside() {
        return List.copyOf(limits.inside);
    }

    /** Whether it is an attached page, whose envelope is that of the message that it is attached to. */
    public boolean page() {
        return page;
    }

    /** Whether it reports what is attached as RFC 5965 has it. */
    public boolean feedback() {
        return limits.feedback;
    }

    /** Whether somebody's message stands in its text, with the head that programs put before what they forward. */
    public boolean forwards() {
        return ForwardedHead.in(seen);
    }

    /** Why it could not be read as a whole, or may be read otherwise; empty when neither. */
    public Optional<String> problem() {
        return limits.problem;
    }

    public Envelope envelope() {
        return envelope;
    }

    /** All of them, shown or in pictures. */
    public List<Link> links() {
        return links;
    }

    public List<Link> shownLinks() {
        return shownLinks.all();
    }

    /** Those that QR codes in pictures open. */
    public List<Link> linksInPictures() {
        return linksInPictures.all();
    }

    public List<String> scriptLinks() {
        return shownLinks.scripts();
    }

    public HtmlLook html() {
        return html;
    }

    public HtmlLook htmlFiles() {
        return htmlFiles;
    }

    List<Link> linksInFiles() {
        return linksInFiles.all();
    }

    public boolean hasHtml() {
        return hasHtml;
    }

    public CharSequence plain() {
        return plain;
    }

    /** Whether there is no plain text in it. */
    public boolean plainIsBlank() {
        return plainIsBlank;
    }

    /** What most readers see: the HTML where there is any, with what it hides left out; an invitation that stands alone. */
    public String seen() {
        return seen;
    }

    /** How many words are seen. */
    public int words() {
        return words;
    }

    public List<Enclosure> enclosures() {
        return enclosures;
    }
}
