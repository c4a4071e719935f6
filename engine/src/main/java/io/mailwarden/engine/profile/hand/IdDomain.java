package io.mailwarden.engine.profile.hand;

import com.github.benmanes.caffeine.cache.Cache;
import com.google.common.net.InternetDomainName;
import io.mailwarden.engine.support.Caches;
import java.util.regex.Pattern;

/**
 * What of a Message-ID's domain stays when its program stays: the registrable domain by Guava's copy of the public suffix
 * list; of a machine without one, such as {@code laptop-7.local}, its own name without the numbers, since the rest is what
 * the network gave it.
 */
final class IdDomain {

    private static final int LONGEST = 253;
    private static final String ADDRESS = "#";
    // Of routers at home, though their top levels were sold later.
    private static final Pattern LOCAL = Pattern.compile("[.](?:fritz[.]box|home[.]arpa|speedport[.]ip)$");

    // A message is asked for its hand several times, and an account's come from few hosts. Some 200 KB.
    private static final Cache<String, String> KNOWN = Caches.ofMost(1_000);

    private IdDomain() {}

    /** Of that host, lower case; empty when there is none. */
    static String of(String host) {
        String name = host.length() > LONGEST ? host.substring(0, LONGEST) : host;
        if (name.isEmpty()) {
            return "";
        }
        if (name.charAt(0) == '[' || isNumber(name)) {
            return ADDRESS;
        }
        return KNOWN.get(name, IdDomain::registrable);
    }

    // Names of digits and dots are addresses; so is what has a colon.
    private static boolean isNumber(String name) {
        return name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static String registrable(String name) {
        if (!LOCAL.matcher(name).find() && InternetDomainName.isValid(name)) {
            InternetDomainName domain = InternetDomainName.from(name);
            if (domain.isUnderRegistrySuffix() && !domain.isRegistrySuffix()) {
                return domain.topDomainUnderRegistrySuffix().toString();
            }
        }
        int dot = name.indexOf('.');
        return withoutNumbers(dot <= 0 ? name : name.substring(0, dot));
    }

    private static String withoutNumbers(String label) {
        StringBuilder kept = new StringBuilder(label.length());
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit) {
                kept.append(c);
            } else if (kept.isEmpty() || kept.charAt(kept.length() - 1) != '#') {
                kept.append('#');
            }
        }
        return kept.toString();
    }
}
