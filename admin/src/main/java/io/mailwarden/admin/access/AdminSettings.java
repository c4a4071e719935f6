package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.review.access.ConsoleUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The settings of the admin API.
 *
 * @param tokenFile holds the bearer token; made at first start; not used where James's JWT guards WebAdmin
 * @param users who may sign in to the console
 * @param protectedAccounts at the moment, accounts that only an administrator may block or give back
 * @param sessions how long sign-ins last
 * @param trustedProxies whose word about the client's address and about TLS is taken
 */
public record AdminSettings(
        Path tokenFile,
        List<ConsoleUser> users,
        Predicate<Account> protectedAccounts,
        SessionTerms sessions,
        List<Network> trustedProxies) {

    public AdminSettings {
        users = List.copyOf(users);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * How people sign in, and how long it lasts.
     *
     * @param secondFactor whether a code is needed as well as a password
     * @param idle a session ends when it was not used for so long
     * @param longest a session ends after so long, however much it is used
     * @param invitation how long somebody has to enrol a second factor
     */
    public record SessionTerms(boolean secondFactor, Duration idle, Duration longest, Duration invitation) {}

    /** The user of that account. */
    public Optional<ConsoleUser> user(Account account) {
        return users.stream().filter(user -> user.account().equals(account)).findFirst();
    }

    /** Whether only an administrator may block or unblock it. */
    public boolean isProtected(Account account) {
        return protectedAccounts.test(account);
    }
}
