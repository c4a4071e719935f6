package io.mailwarden.plugin;

import io.mailwarden.admin.http.AccountDirectory;
import io.mailwarden.engine.event.Account;
import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.user.api.model.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts and domains of James. Thread-safe. */
final class JamesDirectory implements AccountDirectory {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesDirectory.class);

    private final UsersRepository users;
    private final DomainList domains;

    @Inject
    JamesDirectory(UsersRepository users, DomainList domains) {
        this.users = users;
        this.domains = domains;
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
