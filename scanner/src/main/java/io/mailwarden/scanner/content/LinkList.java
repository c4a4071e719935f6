package io.mailwarden.scanner.content;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The links of one message: each pair of text and target once, bounded. Not thread-safe. */
final class LinkList {

    static final int MAX_LINKS = 150;

    private static final int MAX_TARGET = 2000;
    private static final int MAX_TEXT = 200;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}]+");

    private final Map<String, Link> links = new LinkedHashMap<>();
    private final List<String> scripts = new ArrayList<>();

    void add(String text, String target) {
        String clean = withBlanks(cut(target, MAX_TARGET), "");
        String lower = Plain.lower(clean.substring(0, Math.min(12, clean.length())));
        if (lower.startsWith("data:") || lower.startsWith("javascript:") || lower.startsWith("vbscript:")) {
            if (scripts.size() < MAX_LINKS) {
                scripts.add(lower);
            }
            return;
        }
        if (links.size() >= MAX_LINKS || !(lower.startsWith("http:") || lower.startsWith("https:"))) {
            return;
        }
        String opened = RewrittenLinks.target(clean);
        LinkDomains.host(opened).ifPresent(host -> {
            String shown = withBlanks(cut(text, MAX_TEXT), " ").strip();
            links.putIfAbsent(shown + ' ' + opened, new Link(shown, opened, host, LinkDomains.registrable(host)));
        });
    }

    // With such blanks in place of its own; as a rule they are those already.
    private static String withBlanks(String text, String blank) {
        boolean after = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean another = c <= ' ' || (c >= 0x7F && c <= 0x9F);
            if (another && (c != ' ' || after || blank.isEmpty())) {
                return BLANKS.matcher(text).replaceAll(blank);
            }
            after = another;
        }
        return text;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    List<Link> all() {
        return List.copyOf(links.values());
    }

    /** Targets that run or carry something instead of opening a page. */
    List<String> scripts() {
        return scripts;
    }
}
