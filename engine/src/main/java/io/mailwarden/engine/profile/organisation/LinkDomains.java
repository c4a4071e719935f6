package io.mailwarden.engine.profile.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import com.google.common.net.InternetDomainName;
import io.mailwarden.engine.support.Caches;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The registrable domains that links lead to, such as {@code example.co.uk} for {@code https://www.example.co.uk/x}, by
 * Guava's copy of the public suffix list; the whole host where there is none, such as an address.
 */
public final class LinkDomains {

    // More links than these tell no more.
    private static final int MOST = 50;
    private static final int LONGEST_HOST = 253;

    // Everybody links to the same few. Some 200 KB.
    private static final Cache<String, String> KNOWN = Caches.ofMost(1_000);

    private LinkDomains() {}

    /** Those of the first {@value #MOST} links that lead to a host, each once. */
    public static List<String> of(List<String> urls) {
        if (urls.isEmpty()) {
            return List.of();
        }
        List<String> domains = new ArrayList<>(2);
        for (String url : urls.subList(0, Math.min(MOST, urls.size()))) {
            host(url)
                    .map(LinkDomains::registrable)
                    .filter(domain -> !domains.contains(domain))
                    .ifPresent(domains::add);
        }
        return domains;
    }

    /**
     * The host that the link leads to, lower case; empty when it leads to none. As browsers read it: a backslash is a
     * slash, what stands before an @ is no host.
     */
    public static Optional<String> host(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return Optional.empty();
        }
        int from = scheme + 3;
        int to = from;
        while (to < url.length() && "/?#\\".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        String authority = url.substring(from, to);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.startsWith("[") ? host.indexOf("]:") + 1 : host.indexOf(':');
        String name = (port > 0 ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
        return name.isEmpty() || name.length() > LONGEST_HOST ? Optional.empty() : Optional.of(name);
    }

    /** The registrable domain of the host; the host itself, without www, where there is none. */
    public static String registrable(String host) {
        return host.length() > LONGEST_HOST ? found(host) : KNOWN.get(host, LinkDomains::found);
    }

    private static String found(String host) {
        if (!isNumber(host.substring(host.lastIndexOf('.') + 1)) && InternetDomainName.isValid(host)) {
            InternetDomainName name = InternetDomainName.from(host);
            if (name.isUnderPublicSuffix()) {
                return name.topPrivateDomain().toString();
            }
        }
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    // The end of an address, which the library, too, takes for no name, but by an exception.
    private static boolean isNumber(String last) {
        for (int at = 0; at < last.length(); at++) {
            if (last.charAt(at) < '0' || last.charAt(at) > '9') {
                return false;
            }
        }
        return !last.isEmpty();
    }
}
