package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.Hosts;
import io.mailwarden.scanner.content.Link;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.content.Plain;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks where the links of a message lead. */
final class LinkTargets implements Check {

    // Words that pages which ask for passwords have in their addresses, by their first letter.
    private static final Map<Character, List<String>> CREDENTIAL_WORDS = Stream.of(
                    "login",
                    "log-in",
                    "signin",
                    "sign-in",
                    "verify",
                    "verification",
                    "account",
                    "secure",
                    "update",
                    "confirm",
                    "password",
                    "webscr",
                    "wallet",
                    "unlock",
                    "validat",
                    "auth",
                    "kyc",
                    "recover",
                    "banking",
                    "suspend",
                    "connexion",
                    "anmeld",
                    "acesso",
                    "resgate",
                    "conta",
                    "cuenta",
                    "webmail")
            .collect(Collectors.groupingBy(word -> word.charAt(0)));

    private static final Set<String> USUAL_PORTS = Set.of("80", "443", "8080", "8443");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int LONGEST_PATH = 300;
    private static final int MOST_RECIPIENTS = 3;

    /** An address as links carry it. */
    private record Carried(String address, String escaped, String encoded) {

        static Carried of(String address) {
            byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            return new Carried(address, address.replace("@", "%40"), encoded);
        }

        boolean in(String target) {
            String lower = Plain.lower(target);
            return lower.contains(address) || lower.contains(escaped) || target.contains(encoded);
        }
    }

    private final Brands brands;

    LinkTargets(Brands brands) {
        this.brands = brands;
    }

    // Many links lead to one host: what its name tells is looked at once.
    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        String from = message.envelope().fromDomain();
        List<Link> links = message.links();
        List<Carried> recipients = recipients(message.envelope().recipients());
        Map<String, Boolean> foreign = new HashMap<>();
        for (Link link : links) {
            boolean news = !foreign.containsKey(link.host());
            if (news) {
                host(link, findings);
                foreign.put(
                        link.host(),
                        !Hosts.related(link.domain(), from)
                                && brands.brandOf(link.domain()).isEmpty());
            }
            authority(link, findings);
            if (Boolean.TRUE.equals(foreign.get(link.host()))) {
                path(link, findings);
                recipient(link, recipients, findings);
                if (news) {
                    names(link, surroundings, findings);
                    fresh(link, surroundings, findings);
                }
            }
        }
        message.scriptLinks()
                .forEach(link -> findings.add(Sign.SCRIPT_LINK, "link does not open a page but runs " + link));
        oneTarget(links, from, findings);
    }

    private static List<Carried> recipients(List<String> addresses) {
        return addresses.size() > MOST_RECIPIENTS
                ? List.of()
                : addresses.stream().map(Carried::of).toList();
    }

    private static void host(Link link, SeenSigns findings) {
        String host = link.host();
        if (Hosts.literal(host)) {
            findings.add(Sign.ADDRESS_LITERAL, "link opens an address without a name: " + host);
        }
        if (Hosts.shortener(link.domain())) {
            findings.add(Sign.SHORTENED_LINK, "link hides where it leads behind " + link.domain());
        } else {
            double openness = Hosts.openness(host, link.domain());
            findings.add(Sign.FREE_HOSTING, openness, "link opens a page that anybody can put up: " + host);
            if (openness == 0 && Hosts.cheap(link.domain())) {
                findings.add(Sign.CHEAP_DOMAIN, "link opens a domain of a cheap kind: " + link.domain());
            }
        }
        String label = link.domain().split("\\.", 2)[0];
        if (Hosts.random(label)) {
            findings.add(Sign.RANDOM_DOMAIN, "link opens a domain that looks made up: " + link.domain());
        } else if (Hosts.random(host.split("\\.", 2)[0])) {
            findings.add(Sign.RANDOM_DOMAIN, 0.5, "link opens a host that looks made up: " + host);
        }
    }

    private static void authority(Link link, SeenSigns findings) {
        int from = link.target().indexOf("://") + 3;
        int slash = link.target().indexOf('/', from);
        String authority =
                link.target().substring(from, slash < 0 ? link.target().length() : slash);
        if (authority.contains("@")) {
            findings.add(Sign.LINK_WITH_USER, "link begins with another name and opens " + link.host());
        }
        String port = authority.substring(authority.lastIndexOf(':') + 1);
        if (authority.contains(":")
                && !USUAL_PORTS.contains(port)
                && PORT.matcher(port).matches()) {
            findings.add(Sign.ODD_PORT, "link opens port " + port + " of " + link.host());
        }
    }

    private void names(Link link, Surroundings surroundings, SeenSigns findings) {
        if (surroundings.isOwnDomain(link.domain())) {
            return;
        }
        if (Hosts.disguised(link.host())) {
            boolean mixed = Disguises.mixedAlphabets(shown(link.host())) > 0;
            findings.add(Sign.DISGUISED_HOST, mixed ? 1 : 0.3, "link opens a name of foreign letters: " + link.host());
        }
        // Below a registry's or a provider's own name, which is nobody's disguise.
        String own = link.domain().split("\\.", 2)[0];
        int below = Math.max(0, link.host().length() - link.domain().length());
        String registered = shown(own);
        for (String label : shown(link.host().substring(0, below) + own).split("\\.")) {
            label(label, label.equals(registered), link, findings);
        }
    }

    // As browsers show it; most are shown as they are.
    private static String shown(String host) {
        return Hosts.disguised(host) ? IDN.toUnicode(host) : host;
    }

    private void label(String label, boolean registered, Link link, SeenSigns findings) {
        Optional<Brands.Brand> alike = registered ? Lookalikes.of(label, brands) : Lookalikes.same(label, brands);
        alike.ifPresent(brand -> findings.add(
                Sign.LOOK_ALIKE_DOMAIN, registered ? 1 : 0.7, link.host() + " looks like " + brand.name()));
        if (alike.isEmpty()) {
            Lookalikes.within(label, brands)
                    .ifPresent(brand -> findings.add(
                            Sign.BRAND_IN_FOREIGN_HOST,
                            "link has the name of " + brand.name() + ", opens " + link.domain()));
        }
    }

    private static void path(Link link, SeenSigns findings) {
        if (findings.has(Sign.CREDENTIAL_PATH) && findings.has(Sign.REDIRECT)) {
            return;
        }
        String target = Plain.lower(link.target());
        int from = target.indexOf("://") + 3;
        String rest = target.substring(from, Math.min(target.length(), from + LONGEST_PATH));
        if (hasCredentialWord(rest)) {
            findings.add(Sign.CREDENTIAL_PATH, "link speaks of accounts: " + link.host());
        }
        if (rest.indexOf("http://", 1) > 0
                || rest.indexOf("https://", 1) > 0
                || rest.contains("=http%3a")
                || rest.contains("=https%3a")) {
            findings.add(Sign.REDIRECT, "link leads on to another: " + link.host());
        }
    }

    // One that no letter stands before.
    private static boolean hasCredentialWord(String path) {
        boolean afterLetter = false;
        for (int at = 0; at < path.length(); at++) {
            char c = path.charAt(at);
            boolean letter = c >= 'a' && c <= 'z';
            if (letter && !afterLetter && hasCredentialWord(path, at)) {
                return true;
            }
            afterLetter = letter;
        }
        return false;
    }

    private static boolean hasCredentialWord(String path, int at) {
        for (String word : CREDENTIAL_WORDS.getOrDefault(path.charAt(at), List.of())) {
            if (path.startsWith(word, at)) {
                return true;
            }
        }
        return false;
    }

    private static void recipient(Link link, List<Carried> recipients, SeenSigns findings) {
        if (!findings.has(Sign.RECIPIENT_IN_LINK)
                && recipients.stream().anyMatch(recipient -> recipient.in(link.target()))) {
            findings.add(Sign.RECIPIENT_IN_LINK, "link carries the recipient's address to " + link.host());
        }
    }

    private static void fresh(Link link, Surroundings surroundings, SeenSigns findings) {
        if (surroundings.knowsDomains() && !surroundings.knowsDomain(link.domain())) {
            findings.add(Sign.FRESH_DOMAIN, "nobody here had a link before to " + link.domain());
        }
    }

    private void oneTarget(List<Link> links, String from, SeenSigns findings) {
        Set<String> domains = links.stream().map(Link::domain).collect(Collectors.toSet());
        domains.removeIf(domain -> brands.brandOf(domain).isPresent());
        if (domains.size() == 1
                && !from.isEmpty()
                && !Hosts.related(domains.iterator().next(), from)) {
            String only = domains.iterator().next();
            findings.add(Sign.ONE_FOREIGN_TARGET, "from " + from + ", but all links open " + only);
        }
    }
}
