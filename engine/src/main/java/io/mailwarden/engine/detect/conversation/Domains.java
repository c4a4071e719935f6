package io.mailwarden.engine.detect.conversation;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import io.mailwarden.engine.support.MailAddress;
import io.mailwarden.engine.support.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the domains of addresses. */
final class Domains {

    // Of shorter names too many are honestly alike; the scanner asks as much of brands.
    private static final int SHORTEST_FOLDED = 5;
    private static final int SHORTEST_APART = 6;
    // Threads are no mailings: whoever writes to more domains is judged by these.
    private static final int MOST = 50;

    private Domains() {}

    /** Whether both are the same domain, or one lies below the other. */
    static boolean related(String one, String other) {
        return one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one);
    }

    /** Whether it is related to that of one of these addresses. */
    static boolean relatedToAny(String domain, List<String> addresses) {
        for (String address : addresses) {
            if (related(domain, MailAddress.domain(address))) {
                return true;
            }
        }
        return false;
    }

    /** Those of these addresses, each once, at most {@value #MOST}. */
    static Set<String> of(List<String> addresses) {
        Set<String> domains = new LinkedHashSet<>();
        for (String address : addresses) {
            String domain = MailAddress.domain(address);
            if (!domain.isEmpty() && domains.size() < MOST) {
                domains.add(domain);
            }
        }
        return domains;
    }

    /** Which of these domains that one is made to be taken for. */
    static Optional<String> imitated(String domain, Set<String> others) {
        return others.stream()
                .filter(other -> !related(domain, other) && alike(name(domain), name(other)))
                .findFirst();
    }

    // The same name under another suffix is left out: companies have both.
    private static boolean alike(String one, String other) {
        int shortest = Math.min(one.length(), other.length());
        return !one.equals(other)
                && shortest >= SHORTEST_FOLDED
                && (folded(one).equals(folded(other)) || (shortest >= SHORTEST_APART && Text.oneApart(one, other)));
    }

    private static String name(String domain) {
        String registrable = LinkDomains.registrable(domain);
        int dot = registrable.indexOf('.');
        return dot < 0 ? registrable : registrable.substring(0, dot);
    }

    // Letters that look the same.
    private static String folded(String name) {
        return name.replace("-", "")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace("rn", "m")
                .replace("vv", "w")
                .replace("cl", "d");
    }
}
