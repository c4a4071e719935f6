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
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/**
 * One message, taken apart for the checks; bounded in memory, whatever it is made of. Not thread-safe while it reads.
 */
public final class ParsedMessage implements PartVisitor {

    static final int MAX_ENCLOSURES = 50;
    static final int MAX_ENCLOSED = 6 * 1024 * 1024;

    private final Envelope envelope = new Envelope();
    private final LinkList shownLinks = new LinkList();
    private final LinkList linksInFiles = new LinkList();
    private final HtmlLook html = new HtmlLook(shownLinks);
    private final HtmlLook htmlFiles = new HtmlLook(linksInFiles);
    private final StringBuilder plain = new StringBuilder();
    private final List<Enclosure> enclosures = new ArrayList<>();
    private final LinkList linksInPictures = new LinkList();
    private List<Link> links = List.of();
    private boolean hasHtml;
    private int enclosed;

    private ParsedMessage() {}

    public static ParsedMessage of(InputStream message, QrCodes codes) throws IOException {
        ParsedMessage specimen = new ParsedMessage();
        new PartWalk(specimen).read(message);
        specimen.read(codes);
        return specimen;
    }

    private void read(QrCodes codes) {
        List<byte[]> pictures = new ArrayList<>(html.pictures());
        pictures.addAll(htmlFiles.pictures());
        enclosures.forEach(enclosure -> enclosure.whole().ifPresent(pictures::add));
        codes.in(pictures).forEach(text -> CodeTargets.of(text).ifPresent(target -> linksInPictures.add("", target)));
        links = Stream.concat(shownLinks.all().stream(), linksInPictures.all().stream())
                .distinct()
                .toList();
    }

    @Override
    public void header(String name, String body) {
        envelope.take(name, body);
    }

    @Override
    public void text(MessagePart part, String text, long bytes) {
        if (part.attachment()) {
            enclose(Enclosure.of(part.name(), part.type(), text.getBytes(UTF_8)));
        } else if (plain.length() < HtmlLook.MAX_TEXT) {
            String cut = text.length() <= HtmlLook.MAX_TEXT ? text : text.substring(0, HtmlLook.MAX_TEXT);
            plain.append(cut).append('\n');
            TextLinks.add(cut, shownLinks);
        }
    }

    @Override
    public void html(MessagePart part, String source, long bytes) {
        if (part.attachment()) {
            enclose(Enclosure.of(part.name(), part.type(), source.getBytes(UTF_8)));
            htmlFiles.at(Jsoup.parse(source));
        } else {
            hasHtml = true;
            html.at(Jsoup.parse(source));
        }
    }

    @Override
    public void file(MessagePart part, InputStream body) throws IOException {
        if (enclosures.size() < MAX_ENCLOSURES) {
            enclose(Enclosure.read(part.name(), part.type(), body, Math.max(0, MAX_ENCLOSED - enclosed)));
        }
    }

    private void enclose(Enclosure enclosure) {
        if (enclosures.size() < MAX_ENCLOSURES) {
            enclosed += enclosure.length();
            enclosures.add(enclosure);
        }
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

    /** What most readers see: the HTML where there is any, with what it hides left out. */
    public CharSequence seen() {
        return hasHtml && !html.visible().toString().isBlank() ? html.visible() : plain;
    }

    public List<Enclosure> enclosures() {
        return enclosures;
    }
}
