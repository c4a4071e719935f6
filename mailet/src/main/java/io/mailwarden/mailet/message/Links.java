package io.mailwarden.mailet.message;

import io.mailwarden.engine.event.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** The targets of the links in the texts of one message: each once, in order, bounded. Not thread-safe. */
final class Links {

    static final int MAX_LINKS = 300;

    // RFC 9110 4.1 asks that 8000 octets be supported; what is told apart is told apart long before that.
    private static final int MAX_LENGTH = 2000;

    // The look at the first letter is what keeps plain text cheap: looking behind at every place costs ten times more.
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?=[fhw])(?<![\\w@.])(?:https?://|ftp://|www\\.)[^\\s<>\"]{1," + MAX_LENGTH + "}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PUNCTUATION_AT_END = Pattern.compile("[.,;:!?'*_)\\]}>]+$");

    private final Set<String> links = new LinkedHashSet<>();

    void addFromText(String text) {
        Matcher matcher = IN_TEXT.matcher(text);
        while (links.size() < MAX_LINKS && matcher.find()) {
            String link = PUNCTUATION_AT_END.matcher(matcher.group()).replaceFirst("");
            add(link.toLowerCase(Locale.ROOT).startsWith("www.") ? "http://" + link : link);
        }
    }

    /** Links, image maps and forms; what is relative or opens no page (mailto, tel, cid) is left out. */
    void addFromHtml(String html) {
        for (Element element : Jsoup.parse(html).select("a[href], area[href], form[action], button[formaction]")) {
            if (links.size() >= MAX_LINKS) {
                return;
            }
            add(target(element));
        }
    }

    private static String target(Element element) {
        for (String attribute : List.of("href", "action", "formaction")) {
            if (element.hasAttr(attribute)) {
                String absolute = element.absUrl(attribute);
                return absolute.isEmpty() ? element.attr(attribute) : absolute;
            }
        }
        return "";
    }

    private void add(String link) {
        String clean = link.strip();
        String lower = clean.substring(0, Math.min(20, clean.length())).toLowerCase(Locale.ROOT);
        boolean opensPage = List.of("http:", "https:", "ftp:", "data:", "javascript:").stream()
                .anyMatch(lower::startsWith);
        if (opensPage && links.size() < MAX_LINKS) {
            links.add(Text.printable(clean, MAX_LENGTH));
        }
    }

    List<String> all() {
        return List.copyOf(links);
    }
}
