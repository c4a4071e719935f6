package io.mailwarden.plugin;

import io.mailwarden.admin.AccountDirectory;
import io.mailwarden.engine.event.Account;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts of this James. Thread-safe. */
@Singleton
final class JamesAccounts implements AccountDirectory {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesAccounts.class);

    private final UsersRepository users;

    @Inject
    JamesAccounts(UsersRepository users) {
        this.users = users;
    }

    @Override
    public boolean unknown(Account account) {
        try {
            return !users.contains(Username.of(account.name()));
        } catch (IllegalArgumentException e) {
            return true; // No name of a user looks so.
        } catch (UsersRepositoryException | RuntimeException e) {
            LOGGER.warn("James does not say whether {} is an account: taken for one", account, e);
            return false;
        }
    }
}
