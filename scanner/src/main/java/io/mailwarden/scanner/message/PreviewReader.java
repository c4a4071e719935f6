package io.mailwarden.scanner.message;

import io.mailwarden.engine.response.held.HeldPreview;
import io.mailwarden.engine.response.held.HeldPreview.PreviewFile;
import io.mailwarden.engine.response.held.HeldPreview.PreviewLink;
import io.mailwarden.engine.support.Text;
import io.mailwarden.scanner.mime.HeaderText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Makes previews of messages, of as much as a person reads. Not thread-safe; one for each message. */
public final class PreviewReader implements PartVisitor {

    private static final int MAX_TEXT = 20_000;
    private static final int MAX_LINE = 2000;
    private static final int MAX_LIST = 100;
    // Of HTML, where a line ends: its own ends of lines are blanks.
    private static final String BREAK = "\u0001";
    private static final List<String> HEAD = List.of("from", "to", "cc", "reply-to", "subject", "date");

    private final Map<String, String> head = new TreeMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<PreviewLink> links = new ArrayList<>();
    private final List<PreviewFile> files = new ArrayList<>();
    private String charset = "";
    private boolean cut;
    private boolean html;

    /** Reads the message to its end; throws IOException only when the stream itself cannot be read. */
    public HeldPreview read(InputStream message) throws IOException {
        PartWalk walk = new PartWalk(this);
        long unused = walk.read(message);
        String text = texts.stream()
                .flatMap(String::lines)
                .map(this::shown)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
        boolean tooLong = text.length() > MAX_TEXT;
        return new HeldPreview(
                HEAD.stream().filter(head::containsKey).map(this::line).toList(),
                tooLong ? text.substring(0, MAX_TEXT) : text,
                cut || tooLong || walk.problem().isPresent(),
                links,
                files);
    }

    private String shown(String line) {
        cut |= line.length() > MAX_LINE;
        return Text.printable(line.stripTrailing(), MAX_LINE);
    }

    @Override
    public void header(String name, String body) {
        if (HEAD.contains(name)) {
            head.putIfAbsent(name, body);
        }
    }

    private String line(String name) {
        String words = Text.printable(HeaderText.decoded(head.getOrDefault(name, ""), MAX_LINE, charset), MAX_LINE);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + ": " + words.strip();
    }

    @Override
    public void charset(String label) {
        charset = charset.isEmpty() ? label : charset;
    }

    @Override
    public void text(MessagePart part, String text, long bytes) {
        if (!part.writtenBySender()) {
            add(part);
        } else if (!html && !(part.invitation() && !texts.isEmpty())) {
            texts.add(text);
            cut |= text.length() < bytes / 4;
        }
    }

    @Override
    public PartVisitor attached(MessagePart message) {
        if (!message.name().isEmpty()) {
            add(message);
        }
        return this;
    }

    // Where there is both, programs show HTML: it takes the place of the text before it.
    @Override
    public void html(MessagePart part, String source, long bytes) {
        if (!part.writtenBySender()) {
            add(part);
            return;
        }
        if (!html) {
            texts.clear();
            html = true;
        }
        Document document = Jsoup.parse(source);
        document.select("a[href]").forEach(this::link);
        document.select("script, style, head").remove();
        document.select("br, p, div, tr, li, h1, h2, h3, h4, blockquote, table").before(BREAK);
        texts.add(document.text().replaceAll(" *" + BREAK + " *", "\n"));
        cut |= source.length() < bytes / 4;
    }

    private void link(Element anchor) {
        String target = Text.printable(anchor.attr("href"), MAX_LINE);
        String words = Text.printable(anchor.text(), MAX_LINE);
        PreviewLink link = new PreviewLink(target, words.equals(target) ? "" : words);
        if (links.size() >= MAX_LIST) {
            cut = true;
        } else if (!links.contains(link)) {
            links.add(link);
        }
    }

    @Override
    public void file(MessagePart part, InputStream body) {
        add(part);
    }

    private void add(MessagePart part) {
        if (files.size() >= MAX_LIST) {
            cut = true;
        } else {
            files.add(new PreviewFile(part.name(), part.type()));
        }
    }
}
