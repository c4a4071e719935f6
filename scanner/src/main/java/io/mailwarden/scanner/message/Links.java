package io.mailwarden.scanner.message;

import io.mailwarden.engine.support.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The targets of the links in the texts of one message: each once, in order, bounded. Not thread-safe. */
public final class Links {

    static final int MAX_LINKS = 300;

    // RFC 9110 4.1 asks that 8000 octets be supported; what is told apart is told apart long before that.
    private static final int MAX_LENGTH = 2000;

    private static final List<String> SCHEMES = List.of("http", "https", "ftp");
    private static final String AFTER_SCHEME = "://";
    private static final String WWW = "www.";

    private static final List<String> OPEN_PAGES = List.of("http:", "https:", "ftp:", "data:", "javascript:");
    private static final String PUNCTUATION_AT_END = ".,;:!?'*_)]}>";

    private final Set<String> links = new LinkedHashSet<>();

    /**
     * Takes those of a plain text. Searched for by what is rare in texts, colons and dots: what is tried at every place
     * of a text costs more than all the rest of reading it.
     */
    public void addFromText(String text) {
        int withScheme = withScheme(text, 0);
        int without = withoutScheme(text, 0);
        int begin = Math.min(withScheme, without);
        while (begin < text.length() && links.size() < MAX_LINKS) {
            boolean hasScheme = begin == withScheme;
            int name = hasScheme ? text.indexOf(AFTER_SCHEME, begin) + AFTER_SCHEME.length() : begin + WWW.length();
            int end = end(text, name);
            if (end > name) {
                addLink(text.substring(begin, end));
            }
            withScheme = withScheme < end ? withScheme(text, end) : withScheme;
            without = without < end ? withoutScheme(text, end) : without;
            begin = Math.min(withScheme, without);
        }
    }

    // Where the next link begins that says how it is opened; the text's end when there is none.
    private static int withScheme(String text, int from) {
        for (int at = text.indexOf(AFTER_SCHEME, from); at >= 0; at = text.indexOf(AFTER_SCHEME, at + 1)) {
            for (String scheme : SCHEMES) {
                if (begins(scheme, text, at - scheme.length(), from)) {
                    return at - scheme.length();
                }
            }
        }
        return text.length();
    }

    private static int withoutScheme(String text, int from) {
        for (int dot = text.indexOf('.', from); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            if (begins(WWW, text, dot + 1 - WWW.length(), from)) {
                return dot + 1 - WWW.length();
            }
        }
        return text.length();
    }

    private static boolean begins(String word, String text, int at, int from) {
        return at >= from && text.regionMatches(true, at, word, 0, word.length()) && beginsWord(text, at);
    }

    private static boolean beginsWord(String text, int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        return !Character.isLetterOrDigit(before) && "_@.".indexOf(before) < 0;
    }

    private static int end(String text, int from) {
        int most = Math.min(text.length(), from + MAX_LENGTH);
        int end = from;
        while (end < most && !Character.isWhitespace(text.charAt(end)) && "<>\"".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private void addLink(String found) {
        int end = found.length();
        while (end > 0 && PUNCTUATION_AT_END.indexOf(found.charAt(end - 1)) >= 0) {
            end--;
        }
        String link = found.substring(0, end);
        add(link.regionMatches(true, 0, WWW, 0, WWW.length()) ? "http://" + link : link);
    }

    /** Links, image maps and forms; what is relative or opens no page (mailto, tel, cid) is left out. */
    void addFromHtml(Document html) {
        for (Element element : html.select("a[href], area[href], form[action], button[formaction]")) {
            if (links.size() >= MAX_LINKS) {
                return;
            }
            add(target(element));
        }
    }

    private static String target(Element element) {
        for (String attribute : List.of("href", "action", "formaction")) {
            if (element.hasAttr(attribute)) {
                return Hyperlink.target(element, attribute);
            }
        }
        return "";
    }

    private void add(String link) {
        String clean = link.strip();
        if (opensPage(clean) && links.size() < MAX_LINKS) {
            links.add(Text.keepable(clean, MAX_LENGTH));
        }
    }

    private static boolean opensPage(String link) {
        String lower = link.substring(0, Math.min(20, link.length())).toLowerCase(Locale.ROOT);
        for (String scheme : OPEN_PAGES) {
            if (lower.startsWith(scheme)) {
                return true;
            }
        }
        return false;
    }

    /** All so far, in their order. */
    public List<String> all() {
        return List.copyOf(links);
    }
}
