package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Require;
import io.mailwarden.engine.support.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which domains belong together. What is common, own, burnt, shared or linked to is known by domain, so that no tenant
 * of a server decides what is normal for another; the domains of one company are one organisation when they are named.
 *
 * @param groups each at least two domains, in lower case from here on; a domain is in one group at most; none: each
 *     domain is by itself
 */
public record OrganisationConfig(List<List<String>> groups) {

    /** Tells to which organisation an account belongs: its domain, or the group that its domain is in. Immutable. */
    public static final class DomainGroups {

        /** Each domain is by itself. */
        public static final DomainGroups NONE = new DomainGroups(OrganisationConfig.defaults());

        private final Map<String, String> firstOf = new HashMap<>();
        private final String text;

        /** The groups that the settings name. */
        public DomainGroups(OrganisationConfig config) {
            for (List<String> group : config.groups()) {
                group.forEach(domain -> firstOf.put(domain, group.get(0)));
            }
            text = config.groups().toString();
        }

        /** The name of the account's organisation: its domain, or the first one of its group; empty without a domain. */
        public String of(Account account) {
            String domain = account.domain();
            return firstOf.isEmpty() ? domain : firstOf.getOrDefault(domain, domain);
        }

        /** All groups: what was learned by others has to be learned anew. */
        @Override
        public String toString() {
            return text;
        }
    }

    private static final int MOST_DOMAINS = 100_000;
    private static final int SHOWN = 60;
    // As in an address: no @, no blanks, no list separators.
    private static final Pattern DOMAIN = Pattern.compile("[^\\s@,;*\\p{Cntrl}]{1,255}");

    public OrganisationConfig {
        groups = groups.stream()
                .map(group -> group.stream().map(OrganisationConfig::domain).toList())
                .toList();
        Set<String> named = new HashSet<>();
        for (List<String> group : groups) {
            if (group.size() < 2) {
                throw new IllegalArgumentException(
                        "expected at least two domains in each group, such as example.org, example.com; not " + group);
            }
            for (String domain : group) {
                if (!named.add(domain)) {
                    throw new IllegalArgumentException("expected each domain once; twice is " + domain);
                }
            }
        }
        Require.within(named.size(), 0, MOST_DOMAINS, "domains");
    }

    private static String domain(String text) {
        String domain = text.strip().toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "expected domains such as example.org, not " + Text.printable(text, SHOWN));
        }
        return domain;
    }

    /** The default settings, as in the shipped configuration file: each domain is by itself. */
    public static OrganisationConfig defaults() {
        return new OrganisationConfig(List.of());
    }
}
