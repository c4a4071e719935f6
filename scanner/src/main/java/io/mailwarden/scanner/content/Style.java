package io.mailwarden.scanner.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the style of an element says of whether its text is seen.
 *
 * @param unseen whether it is hidden, or too small to be read
 * @param background the colour behind it, lower case, as it is written; empty when that is not said
 * @param colour its own, likewise
 */
record Style(boolean unseen, String background, String colour) {

    static final Style NONE = new Style(false, "", "");

    private static final Pattern NO_SIZE =
            Pattern.compile("(?:font-size|line-height|max-height):0*(?:\\.0+|0*1)?(?:px|pt|em|%)?(?:;|$|!)");
    private static final Pattern COLOUR = Pattern.compile("(?:^|[;\\s])color:([#a-z0-9(),.]+)");
    private static final Pattern BACKGROUND = Pattern.compile("background(?:-color)?:([#a-z0-9(),.]+)");

    static Style of(String attribute) {
        String style = Plain.lower(attribute).replace(" ", "");
        return new Style(
                unseen(style),
                style.contains("background") ? first(BACKGROUND, style) : "",
                style.contains("color:") ? first(COLOUR, style) : "");
    }

    private static boolean unseen(String style) {
        return style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("opacity:0;")
                || NO_SIZE.matcher(style).find();
    }

    private static String first(Pattern pattern, String style) {
        Matcher matcher = pattern.matcher(style);
        return matcher.find() ? matcher.group(1) : "";
    }
}
