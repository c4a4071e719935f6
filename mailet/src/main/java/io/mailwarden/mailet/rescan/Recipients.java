package io.mailwarden.mailet.rescan;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTable.ErrorMappingException;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/** Who gets what is sent to an address: through aliases, groups, forwards and domain aliases, as James delivers. */
final class Recipients {

    private static final EnumSet<Mapping.Type> ALL = EnumSet.allOf(Mapping.Type.class);

    private final RecipientRewriteTable rewrites;
    private final DomainList domains;
    private final UsersRepository users;

    /**
     * The recipients that a message reaches, here and elsewhere.
     *
     * @param local accounts of this server
     * @param remote addresses elsewhere
     */
    record Reached(Set<Username> local, Set<String> remote) {}

    @Inject
    Recipients(RecipientRewriteTable rewrites, DomainList domains, UsersRepository users) {
        this.rewrites = rewrites;
        this.domains = domains;
        this.users = users;
    }

    /** Nobody for an address of this server that does not exist (any more). */
    Reached of(String address) throws RecipientRewriteTableException, DomainListException, UsersRepositoryException {
        Reached reached = new Reached(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (MailAddress target : targets(address)) {
            if (domains.containsDomain(target.getDomain())) {
                Username name = users.getUsername(target);
                if (users.contains(name)) {
                    reached.local().add(name);
                }
            } else {
                reached.remote().add(target.asString().toLowerCase(Locale.ROOT));
            }
        }
        return reached;
    }

    private List<MailAddress> targets(String address) throws RecipientRewriteTableException {
        try {
            MailAddress first = new MailAddress(address);
            List<MailAddress> mapped = rewrites.getResolvedMappings(first.getLocalPart(), first.getDomain(), ALL)
                    .asStream()
                    .flatMap(mapping -> mapping.asMailAddress().stream())
                    .toList();
            return mapped.isEmpty() ? List.of(first) : mapped;
        } catch (ErrorMappingException | AddressException e) {
            return List.of(); // It was bounced, or is no address that James delivers to.
        }
    }
}
