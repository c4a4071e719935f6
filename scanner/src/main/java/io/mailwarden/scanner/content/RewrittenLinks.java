package io.mailwarden.scanner.content;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links that gateways wrote anew to look at them when they are opened, with the old one in them: Microsoft Safe Links,
 * Proofpoint URL Defense 1 to 3, Barracuda, Cisco, FireEye, Trustwave, Check Point, and the forwarding pages of Google. What
 * is so hidden that only the gateway knows it (Mimecast, Proofpoint's short form) stays as it is.
 */
final class RewrittenLinks {

    private static final Set<String> WRAPPERS = Set.of(
            "outlook.com",
            "proofpoint.com",
            "google.com",
            "mimecast.com",
            "symantec.com",
            "cudasvc.com",
            "urldefense.com",
            "urldefense.us",
            "fireeye.com",
            "trustwave.com",
            "cisco.com",
            "checkpoint.com",
            "avanan.click",
            "emailprotection.link");
    private static final List<String> PARAMETERS = List.of("?url=", "&url=", "?u=", "&u=", "?q=", "&q=", "?a=", "&a=");
    // Proofpoint 3, Check Point: …/v3/__https://host/path__;!!token$, with an asterisk for each character that is told
    // apart.
    private static final Pattern UNDERLINED =
            Pattern.compile("https?://[^/]+/v\\d+/[^/]{0,20}?" + "_{2,3}(https?:/{1,2}.+?)_{2,3}[;.].*");
    private static final Pattern BEHIND_TOKEN =
            Pattern.compile("https?://secure-web\\.cisco\\.com/[^/]+/" + "(https?%3A.+)", Pattern.CASE_INSENSITIVE);

    private RewrittenLinks() {}

    /** Where the link leads; itself where nothing in it says so. */
    static String target(String link) {
        String host = LinkDomains.host(link).orElse("");
        if (!WRAPPERS.contains(LinkDomains.registrable(host))) {
            return link;
        }
        return behind(UNDERLINED, link)
                .or(() -> behind(BEHIND_TOKEN, link))
                .or(() -> parameter(link, host.equals("urldefense.proofpoint.com") && link.contains("/v2/")))
                .orElse(link);
    }

    private static Optional<String> behind(Pattern pattern, String link) {
        Matcher matcher = pattern.matcher(link);
        // Some write one slash for two.
        return matcher.matches()
                ? Optional.of(decoded(matcher.group(1)).replaceFirst("^(https?):/+", "$1://"))
                : Optional.empty();
    }

    private static Optional<String> parameter(String link, boolean hyphens) {
        for (String parameter : PARAMETERS) {
            int at = link.indexOf(parameter);
            if (at > 0) {
                int from = at + parameter.length();
                int to = link.indexOf('&', from);
                String value = link.substring(from, to < 0 ? link.length() : to);
                // Proofpoint 2 has hyphens for per cent signs, and underlines for slashes.
                String inner = decoded(hyphens ? value.replace('-', '%').replace('_', '/') : value);
                return Optional.of(inner).filter(one -> one.startsWith("http") && one.contains("://"));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
