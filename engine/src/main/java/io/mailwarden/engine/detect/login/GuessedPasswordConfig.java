package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.profile.Attempts;
import io.mailwarden.engine.profile.organisation.Organisation;
import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * Limits of the guessed-password detector.
 *
 * @param distinctPasswords different wrong passwords for one account in the window before the right one, 2 to 40; 5
 *     is more than an owner tries who has two or three passwords (CrowdSec's scenarios bar after 3 failures)
 * @param addressPasswords different wrong passwords from one address over all accounts in the window, 2 to 256; 30
 *     is the limit for one address in weakforced's regression policy
 * @param networkPasswords different wrong passwords from one network over all accounts in the window, 2 to 256; 45
 *     is the limit for one network in weakforced's regression policy
 * @param sprayedAccounts accounts that one address tried with a wrong password in the window, 2 to 256; 10: no
 *     household has so many, and an office is known to its accounts
 * @param window how long a wrong password counts, 1 minute to 1 day
 */
public record GuessedPasswordConfig(
        int distinctPasswords, int addressPasswords, int networkPasswords, int sprayedAccounts, Duration window) {

    public GuessedPasswordConfig {
        // No more are remembered.
        Require.within(distinctPasswords, 2, Attempts.MOST_WRONG_PASSWORDS, "passwords");
        Require.within(addressPasswords, 2, Organisation.MOST_AT_A_PLACE, "passwords");
        Require.within(networkPasswords, 2, Organisation.MOST_AT_A_PLACE, "passwords");
        Require.within(sprayedAccounts, 2, Organisation.MOST_AT_A_PLACE, "accounts");
        Require.within(window, Duration.ofMinutes(1), Duration.ofDays(1));
    }

    /** The default settings, as in the shipped configuration file. */
    public static GuessedPasswordConfig defaults() {
        return new GuessedPasswordConfig(5, 30, 45, 10, Duration.ofHours(1));
    }
}
