package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Account;
import java.util.Optional;
import java.util.regex.Pattern;

/** The accounts of user names in logs. Strangers choose the names of logins that failed. */
final class Accounts {

    // Separators of the log itself, spaces and what cannot be seen are in no name of a real user.
    private static final Pattern NAME =
            Pattern.compile("[^\\p{Z}\\p{C}<>,;\"()\\[\\]\\\\@]+(@[^\\p{Z}\\p{C}<>,;\"()\\[\\]\\\\@]+)?");

    private static final String UNKNOWN = "(unavailable)";

    private final Optional<String> defaultDomain;

    Accounts(Optional<String> defaultDomain) {
        this.defaultDomain = defaultDomain;
    }

    Account of(String name) throws Unusable {
        if (name.isEmpty() || name.equals(UNKNOWN)) {
            throw new Unusable(Reason.NO_NAME);
        }
        if (name.length() > Account.MAX_LENGTH || !NAME.matcher(name).matches()) {
            throw new Unusable(Reason.WRONG_NAME);
        }
        if (name.indexOf('@') >= 0) {
            return account(name);
        }
        return account(name + "@" + defaultDomain.orElseThrow(() -> new Unusable(Reason.NO_DOMAIN)));
    }

    private static Account account(String name) throws Unusable {
        return Account.tryOf(name).orElseThrow(() -> new Unusable(Reason.WRONG_NAME));
    }
}
