package io.mailwarden.scanner.content;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The links of one message: each pair of text and target once, bounded. Not thread-safe. */
final class LinkList {

    static final int MAX_LINKS = 150;

    private static final int MAX_TARGET = 2000;
    private static final int MAX_TEXT = 200;

    // Link scanners that write links anew, with the old one in a parameter: Microsoft Safe Links, Proofpoint, Google.
    private static final Set<String> WRAPPERS =
            Set.of("outlook.com", "proofpoint.com", "google.com", "mimecast.com", "symantec.com", "cudasvc.com");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}]+");

    private final Map<String, Link> links = new LinkedHashMap<>();
    private final List<String> scripts = new ArrayList<>();

    void add(String text, String target) {
        String clean = BLANKS.matcher(cut(target, MAX_TARGET)).replaceAll("");
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
        String opened = unwrapped(clean);
        LinkDomains.host(opened).ifPresent(host -> {
            String shown = BLANKS.matcher(cut(text, MAX_TEXT)).replaceAll(" ").strip();
            links.putIfAbsent(shown + ' ' + opened, new Link(shown, opened, host, LinkDomains.registrable(host)));
        });
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String unwrapped(String target) {
        String domain = LinkDomains.host(target).map(LinkDomains::registrable).orElse("");
        if (!WRAPPERS.contains(domain)) {
            return target;
        }
        for (String parameter : List.of("?url=", "&url=", "?u=", "?q=", "&q=")) {
            int at = target.indexOf(parameter);
            if (at > 0) {
                int from = at + parameter.length();
                int to = target.indexOf('&', from);
                String inner = decoded(target.substring(from, to < 0 ? target.length() : to));
                return inner.startsWith("http") && inner.contains("://") ? inner : target;
            }
        }
        return target;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    List<Link> all() {
        return List.copyOf(links.values());
    }

    /** Targets that run or carry something instead of opening a page. */
    List<String> scripts() {
        return scripts;
    }
}
