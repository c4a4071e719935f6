package io.mailwarden.plugin;

import io.mailwarden.admin.http.AccountDirectory;
import io.mailwarden.engine.event.Account;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.user.api.DelegationStore;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.api.model.User;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** The accounts and domains of James. Thread-safe. */
final class JamesDirectory implements AccountDirectory {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesDirectory.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_DELEGATES = 1_000;

    private final UsersRepository users;
    private final DomainList domains;
    private final DelegationStore delegations;

    @Inject
    JamesDirectory(UsersRepository users, DomainList domains, DelegationStore delegations) {
        this.users = users;
        this.domains = domains;
        this.delegations = delegations;
    }

    // A block must be set when James's own store is the one that is gone.
    @Override
    public boolean mayHave(Account account) {
        try {
            return users.contains(Username.of(account.name()));
        } catch (IllegalArgumentException e) {
            return false; // James can have no user of that name.
        } catch (UsersRepositoryException | RuntimeException e) {
            LOGGER.warn(
                    "James does not say whether it has the account {}: {}", account, String.valueOf(e.getMessage()));
            return true;
        }
    }

    @Override
    public boolean setPassword(Account account, String password) {
        try {
            User user = users.getUserByName(Username.of(account.name()));
            if (user == null || !user.setPassword(password)) {
                return false;
            }
            users.updateUser(user);
            return true;
        } catch (UsersRepositoryException | RuntimeException e) {
            LOGGER.warn("James does not change the password of {}: {}", account, String.valueOf(e.getMessage()));
            return false;
        }
    }

    @Override
    public Optional<Delegations> delegations(Account account) {
        try {
            Username name = Username.of(account.name());
            return Optional.of(
                    new Delegations(all(delegations.authorizedUsers(name)), all(delegations.delegatedUsers(name))));
        } catch (RuntimeException e) {
            LOGGER.warn("James does not say who else has access to {}: {}", account, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static List<Account> all(Publisher<Username> users) {
        List<Username> read =
                Flux.from(users).take(MOST_DELEGATES).collectList().block(PATIENCE);
        return read == null
                ? List.of()
                : read.stream().map(user -> new Account(user.asString())).toList();
    }

    @Override
    public boolean mayHaveDomain(String domain) {
        try {
            return domains.containsDomain(Domain.of(domain));
        } catch (IllegalArgumentException e) {
            return false; // James can have no domain of that name.
        } catch (DomainListException | RuntimeException e) {
            LOGGER.warn("James does not say whether it has the domain {}: {}", domain, String.valueOf(e.getMessage()));
            return true;
        }
    }
}
