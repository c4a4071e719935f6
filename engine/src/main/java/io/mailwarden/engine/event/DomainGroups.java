package io.mailwarden.engine.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells to which organisation an account belongs: its domain, or the group that its domain is in. Immutable. */
public final class DomainGroups {

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
