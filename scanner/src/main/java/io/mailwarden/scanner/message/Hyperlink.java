package io.mailwarden.scanner.message;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Where elements of a page lead. */
public final class Hyperlink {

    // As jsoup has them.
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+-.]*:");
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x1f]+");

    private Hyperlink() {}

    /**
     * What the attribute of the element leads to, made absolute where the page says to what; as it is written where it does
     * not; empty when the element has no such attribute.
     */
    public static String target(Element element, String attribute) {
        if (!element.hasAttr(attribute)) {
            return "";
        }
        String written = element.attr(attribute);
        String absolute = element.baseUri().isEmpty() ? alone(written) : element.absUrl(attribute);
        return absolute.isEmpty() ? written : absolute;
    }

    // The same that jsoup does, without the exception that it takes to learn that the page says nothing, as few do, and
    // without another for what has no scheme.
    private static String alone(String written) {
        int colon = written.indexOf(':');
        int slash = written.indexOf('/');
        if (colon < 0 || (slash >= 0 && slash < colon)) {
            return "";
        }
        String target = withoutControls(written);
        try {
            return new URL(target).toExternalForm();
        } catch (MalformedURLException e) {
            // Of a kind that Java opens nothing for, such as tel.
            return SCHEME.matcher(target).find() ? target : "";
        }
    }

    private static String withoutControls(String target) {
        for (int at = 0; at < target.length(); at++) {
            if (target.charAt(at) < ' ') {
                return CONTROLS.matcher(target).replaceAll("");
            }
        }
        return target;
    }
}
