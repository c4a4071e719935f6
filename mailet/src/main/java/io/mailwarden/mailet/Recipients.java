package io.mailwarden.mailet;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Alarms;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/**
 * Who gets what is sent to an address: through aliases, groups, forwards and domain aliases, as James delivers. James
 * follows a loop no further than its own limit. Thread-safe.
 */
public final class Recipients {

    /** Stands while James does not say who is behind an address. */
    static final String ALARM = "recipients-unresolved";

    private static final EnumSet<Mapping.Type> ALL = EnumSet.allOf(Mapping.Type.class);
    // A forward is its owner's, not the group's.
    private static final EnumSet<Mapping.Type> GROUPS = EnumSet.complementOf(EnumSet.of(Mapping.Type.Forward));
    private static final int MOST = 100_000;

    private final RecipientRewriteTable rewrites;
    private final DomainList domains;
    private final UsersRepository users;
    private final Alarms alarms;

    /**
     * The recipients that a message reaches, here and elsewhere.
     *
     * @param local accounts of this server
     * @param remote addresses elsewhere
     */
    public record Reached(Set<Username> local, Set<String> remote) {}

    @Inject
    Recipients(RecipientRewriteTable rewrites, DomainList domains, UsersRepository users, Alarms alarms) {
        this.rewrites = rewrites;
        this.domains = domains;
        this.users = users;
        this.alarms = alarms;
    }

    /** Nobody for an address of this server that does not exist (any more). */
    public Reached of(String address)
            throws RecipientRewriteTableException, DomainListException, UsersRepositoryException {
        Reached reached = new Reached(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (MailAddress target : targets(new TypedAddress(address, ALL))) {
            if (domains.containsDomain(target.getDomain())) {
                Username name = users.getUsername(target);
                if (users.contains(name)) {
                    reached.local().add(name);
                }
            } else {
                reached.remote().add(text(target));
            }
        }
        return reached;
    }

    /**
     * All addresses that mail to these goes to in the end, each once, lower case; an address of which James does not
     * say it stands for itself. Raises an alarm then, and never throws. At most {@value #MOST}: more are left out.
     */
    List<String> reached(List<String> addresses) {
        return addresses.stream()
                .flatMap(address -> resolved(new TypedAddress(address, ALL)))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** The members of a group of this server, or of another address that stands for several; else nobody. */
    Set<String> members(String address) {
        Set<String> members =
                resolved(new TypedAddress(address, GROUPS)).limit(MOST).collect(Collectors.toSet());
        return members.size() > 1 ? members : Set.of();
    }

    /** Those in domains of this server. */
    List<String> ofThisServer(List<String> addresses) {
        return addresses.stream().filter(this::isOfThisServer).toList();
    }

    private boolean isOfThisServer(String address) {
        try {
            return domains.containsDomain(new MailAddress(address).getDomain());
        } catch (AddressException | DomainListException | RuntimeException e) {
            return false;
        }
    }

    /** Names of the accounts that an address stands for, themselves and no forwards of theirs. */
    Set<Account> accounts(String address) {
        return resolved(new TypedAddress(address, GROUPS))
                .flatMap(target -> account(target).stream())
                .collect(Collectors.toSet());
    }

    private Optional<Account> account(String address) {
        try {
            return Account.tryOf(users.getUsername(new MailAddress(address)).asString());
        } catch (AddressException | UsersRepositoryException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Where mail to the account goes beside its own mailbox, or instead. */
    Set<String> forwards(String account) {
        return resolved(new TypedAddress(account, ALL))
                .filter(target -> !target.equals(account))
                .collect(Collectors.toSet());
    }

    private record TypedAddress(String address, EnumSet<Mapping.Type> types) {}

    private Stream<String> resolved(TypedAddress asked) {
        try {
            // James maps addresses of its own domains alone.
            MailAddress address = new MailAddress(asked.address());
            if (!domains.containsDomain(address.getDomain())) {
                return Stream.of(asked.address());
            }
            List<MailAddress> targets = targets(asked);
            alarms.clear(ALARM);
            return targets.isEmpty()
                    ? Stream.of(asked.address())
                    : targets.stream().map(Recipients::text);
        } catch (AddressException e) {
            return Stream.of(asked.address());
        } catch (RecipientRewriteTableException | DomainListException | RuntimeException | LinkageError e) {
            alarms.raise(ALARM, "James does not say who is behind an address: groups count as one recipient", e);
            return Stream.of(asked.address());
        }
    }

    private static String text(MailAddress address) {
        return address.asString().toLowerCase(Locale.ROOT);
    }

    private List<MailAddress> targets(TypedAddress asked) throws RecipientRewriteTableException {
        try {
            MailAddress first = new MailAddress(asked.address());
            List<MailAddress> mapped = rewrites.getResolvedMappings(
                            first.getLocalPart(), first.getDomain(), asked.types())
                    .asStream()
                    .flatMap(mapping -> mapping.asMailAddress().stream())
                    .toList();
            return mapped.isEmpty() ? List.of(first) : mapped;
        } catch (ErrorMappingException | AddressException e) {
            return List.of(); // It was bounced, or is no address that James delivers to.
        }
    }
}
