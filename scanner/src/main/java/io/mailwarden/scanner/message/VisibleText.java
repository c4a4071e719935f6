package io.mailwarden.scanner.message;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** What a reader sees of the texts of one message, one after the other, cut. Not thread-safe. */
final class VisibleText implements NodeFilter {

    static final int MAX_LENGTH = 128 * 1024;

    private static final Set<String> UNSEEN = Set.of("head", "style", "script", "title", "noscript", "template");

    // Elements within a line: text goes on across their borders.
    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "big", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u", "wbr");

    private final StringBuilder text = new StringBuilder();

    void addText(String plain) {
        append(plain);
        append(" ");
    }

    void addHtml(Document html) {
        html.body().filter(this);
        append(" ");
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (text.length() >= MAX_LENGTH) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode words) {
            append(words.getWholeText());
        } else if (node instanceof Element element) {
            if (unseen(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            separate(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            separate(element);
        }
        return FilterResult.CONTINUE;
    }

    private void separate(Element element) {
        if (!INLINE.contains(element.normalName())) {
            append(" ");
        }
    }

    private static boolean unseen(Element element) {
        if (UNSEEN.contains(element.normalName()) || element.hasAttr("hidden")) {
            return true;
        }
        String style = element.attr("style");
        return !style.isEmpty()
                && style.replace(" ", "").toLowerCase(Locale.ROOT).contains("display:none");
    }

    private void append(String more) {
        text.append(more, 0, Math.min(more.length(), MAX_LENGTH - Math.min(text.length(), MAX_LENGTH)));
    }

    CharSequence all() {
        return text;
    }
}
