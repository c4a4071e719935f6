package io.mailwarden.mailet;

import io.mailwarden.engine.support.Alarms;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.rrt.api.RecipientRewriteTableConfiguration;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.lib.Mappings;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.user.memory.MemoryUsersRepository;

/** The addresses of a James whose only domain is example.org. */
public final class Addresses {

    private static final int LIMIT = 10;

    private final MemoryDomainList domains = new MemoryDomainList(null);
    private final MemoryRecipientRewriteTable rewrites = new MemoryRecipientRewriteTable() {
        @Override
        protected Mappings mapAddress(String user, Domain domain) {
            if (gone) {
                throw new IllegalStateException("no database");
            }
            return super.mapAddress(user, domain);
        }
    };

    /** Whether James does not say who is behind an address. */
    public boolean gone;

    public Addresses() {
        try {
            domains.configure(DomainListConfiguration.builder().build());
            domains.addDomain(Domain.of("example.org"));
            rewrites.setConfiguration(new RecipientRewriteTableConfiguration(true, LIMIT));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Mail to the first also, or instead, goes where the mapping says. */
    public Addresses with(String address, Mapping... mappings) {
        for (Mapping mapping : mappings) {
            rewrites.addMapping(MappingSource.parse(address), mapping);
        }
        return this;
    }

    public Recipients recipients(Alarms alarms) {
        return new Recipients(rewrites, domains, MemoryUsersRepository.withVirtualHosting(domains), alarms);
    }
}
