package io.mailwarden.plugin;

import io.mailwarden.admin.access.Passwords;
import io.mailwarden.engine.event.Account;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The passwords of James's accounts. Thread-safe. */
final class JamesPasswords implements Passwords {

    private static final Logger LOGGER = LoggerFactory.getLogger(JamesPasswords.class);

    private final UsersRepository users;

    @Inject
    JamesPasswords(UsersRepository users) {
        this.users = users;
    }

    @Override
    public boolean right(Account account, String password) {
        try {
            return users.test(Username.of(account.name()), password);
        } catch (UsersRepositoryException | RuntimeException e) {
            LOGGER.warn("James does not check the password of {}: {}", account, String.valueOf(e.getMessage()));
            return false;
        }
    }
}
