package io.mailwarden.scanner.content;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import io.mailwarden.scanner.message.Hyperlink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a reader sees of an HTML text, what is there and not seen, and what it would do. Not thread-safe. */
public final class HtmlLook implements NodeVisitor {

    static final int MAX_TEXT = 64 * 1024;
    static final int MAX_PICTURES = 10;

    private static final Set<String> UNSEEN =
            Set.of("head", "style", "script", "title", "noscript", "template", "option", "textarea");
    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "big", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
            "bdo");

    private static final Pattern CARRIED = Pattern.compile("\\s*data:.*;\\s*base64");
    private static final int MOST_STYLES = 500;

    private record Look(boolean hidden, String background) {}

    private final LinkList links;
    private final StringBuilder visible = new StringBuilder();
    private final StringBuilder hidden = new StringBuilder();
    private final StringBuilder linkText = new StringBuilder();
    private final Deque<Look> looks = new ArrayDeque<>();
    // Pages say few different things of their elements, again and again.
    private final Map<String, Style> styles = new HashMap<>();
    private int images;
    private int splitWords;
    private int passwordFields;
    private int forms;
    private int scripts;
    private int framesAndRefreshes;
    private boolean hiddenWithinWord;
    private final List<String> borrowedFrom = new ArrayList<>();
    private final List<byte[]> pictures = new ArrayList<>();

    HtmlLook(LinkList links) {
        this.links = links;
        looks.push(new Look(false, "white"));
    }

    void at(Document document) {
        document.traverse(this);
        visible.append(' ');
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            text(words.getWholeText());
        } else if (node instanceof Element element) {
            looks.push(look(element));
            if (!INLINE.contains(element.normalName())) {
                separate();
            }
            note(element);
        }
    }

    private Look look(Element element) {
        Look around = looks.element();
        if (around.hidden || UNSEEN.contains(element.normalName()) || element.hasAttr("hidden")) {
            return new Look(true, around.background);
        }
        if (element.attributesSize() == 0) {
            return around;
        }
        Style style = style(element.attr("style"));
        String background = colour(style.background(), element.attr("bgcolor"), around.background);
        String colour = colour(style.colour(), element.normalName().equals("font") ? element.attr("color") : "", "");
        return new Look(style.unseen() || (!colour.isEmpty() && colour.equals(background)), background);
    }

    private Style style(String attribute) {
        if (attribute.isEmpty()) {
            return Style.NONE;
        }
        if (styles.size() >= MOST_STYLES) {
            return Style.of(attribute);
        }
        return styles.computeIfAbsent(attribute, Style::of);
    }

    private static String colour(String styled, String attribute, String otherwise) {
        String said = styled.isEmpty() ? Plain.lower(attribute) : styled;
        return switch (said) {
            case "" -> otherwise;
            case "#fff", "#ffffff", "white", "rgb(255,255,255)" -> "white";
            case "transparent", "none", "inherit", "initial" -> otherwise;
            default -> said;
        };
    }

    private void text(String words) {
        if (looks.element().hidden) {
            if (!words.isBlank()) {
                hiddenWithinWord |= endsInLetter(visible);
                append(hidden, words);
            }
            return;
        }
        if (hiddenWithinWord && !words.isEmpty()) {
            splitWords += Character.isLetter(words.charAt(0)) ? 1 : 0;
            hiddenWithinWord = false;
        }
        append(visible, words);
        if (linkText.length() < 300) {
            append(linkText, words);
        }
    }

    private static boolean endsInLetter(StringBuilder text) {
        return text.length() > 0 && Character.isLetter(text.charAt(text.length() - 1));
    }

    private void separate() {
        hiddenWithinWord = false;
        append(visible, " ");
        append(hidden, " ");
    }

    private static void append(StringBuilder text, String more) {
        text.append(more, 0, Math.min(more.length(), MAX_TEXT - Math.min(text.length(), MAX_TEXT)));
    }

    private void note(Element element) {
        switch (element.normalName()) {
            case "a", "area" -> linkText.setLength(0);
            case "img" -> image(element);
            case "input" -> passwordFields += element.attr("type").equalsIgnoreCase("password") ? 1 : 0;
            case "form" -> {
                forms++;
                links.add("", element.attr("action"));
            }
            case "script" -> scripts++;
            case "iframe", "object", "embed" -> framesAndRefreshes++;
            case "meta" -> framesAndRefreshes += element.attr("http-equiv").equalsIgnoreCase("refresh") ? 1 : 0;
            default -> {
                // Says nothing by itself.
            }
        }
    }

    private void image(Element image) {
        images += tiny(image) ? 0 : 1;
        if (pictures.size() < MAX_PICTURES) {
            carried(image.attr("src")).ifPresent(pictures::add);
        }
        if (borrowedFrom.size() < 5) {
            LinkDomains.host(image.attr("src"))
                    .map(LinkDomains::registrable)
                    .filter(Hosts::imageHost)
                    .ifPresent(borrowedFrom::add);
        }
    }

    // data:image/png;base64,…
    private static Optional<byte[]> carried(String source) {
        int comma = source.indexOf(',');
        if (comma < 0
                || comma > 100
                || !CARRIED.matcher(Plain.lower(source.substring(0, comma))).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(source.substring(comma + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean tiny(Element image) {
        return image.attr("width").equals("1") || image.attr("height").equals("1");
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (element.normalName().equals("a") || element.normalName().equals("area")) {
                links.add(linkText.toString(), Hyperlink.target(element, "href"));
            }
            looks.pop();
            if (!INLINE.contains(element.normalName())) {
                separate();
            }
        }
    }

    CharSequence visible() {
        return visible;
    }

    public CharSequence hidden() {
        return hidden;
    }

    public int images() {
        return images;
    }

    /** Words with hidden text between two of their letters. */
    public int splitWords() {
        return splitWords;
    }

    public int passwordFields() {
        return passwordFields;
    }

    public int forms() {
        return forms;
    }

    public int scripts() {
        return scripts;
    }

    /** Pictures that the text carries itself. */
    List<byte[]> pictures() {
        return pictures;
    }

    /** Sites for anybody's pictures that pictures come from. */
    public List<String> borrowedFrom() {
        return borrowedFrom;
    }

    public int framesAndRefreshes() {
        return framesAndRefreshes;
    }
}
