package io.mailwarden.scanner.signs;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.Hosts;
import io.mailwarden.scanner.content.Link;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.content.Plain;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links that show one address and open another. */
final class LinkTexts implements Check {

    private static final Pattern ADDRESS =
            Pattern.compile("^(?:https?://)?((?:[a-z0-9-]{1,63}\\.){1,5}[a-z]{2,18})(?:[/:?#].*)?$");

    private final Brands brands;

    LinkTexts(Brands brands) {
        this.brands = brands;
    }

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        for (Link link : message.links()) {
            String shown = shown(link.text());
            if (shown.isEmpty()
                    || shown.equals(link.domain())
                    || brands.brandOf(link.domain()).isPresent()) {
                continue;
            }
            findings.add(
                    Sign.LINK_TEXT,
                    strength(shown, message, surroundings),
                    "link shows " + shown + ", opens " + link.domain());
        }
    }

    // Newsletters count clicks: what shows their own address opens the counter first.
    private double strength(String shown, ParsedMessage message, Surroundings surroundings) {
        boolean borrowed = brands.brandOf(shown).isPresent() || surroundings.isOwnDomain(shown);
        boolean own = Hosts.related(shown, message.envelope().fromDomain());
        if (own) {
            return borrowed ? 0.3 : 0.1;
        }
        return borrowed ? 1 : 0.4;
    }

    // The registrable domain of what is shown, when that looks like an address of the web.
    private static String shown(String text) {
        String lower = Plain.lower(text).strip();
        if (lower.length() < 4 || lower.indexOf('.') < 0 || lower.indexOf(' ') >= 0 || lower.indexOf('@') >= 0) {
            return "";
        }
        Matcher address = ADDRESS.matcher(lower);
        if (!address.matches()) {
            return "";
        }
        String domain = LinkDomains.registrable(address.group(1));
        return domain.indexOf('.') < 0 || !lower.contains("/") && !lower.startsWith("www.") && unlikely(domain)
                ? ""
                : domain;
    }

    // Names of files look like names of hosts.
    private static boolean unlikely(String domain) {
        return domain.matches(".*\\.(?:pdf|doc|docx|xls|xlsx|zip|html|htm|txt|jpg|png|sh|py|pl|cc|rs|md|js)");
    }
}
