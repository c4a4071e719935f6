package io.mailwarden.engine.verdict;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Text;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import java.util.Locale;
import java.util.Optional;

/**
 * The mode of some accounts.
 *
 * @param scope {@value #ALL} for all accounts, {@code @example.org} for those of a domain, else an account's name
 * @param mode what holds for them
 */
public record ModeRule(String scope, Mode mode) {

    /** The scope of all accounts. */
    public static final String ALL = "*";

    /** Puts the scope into lower case; throws IllegalArgumentException when it can be none. */
    public ModeRule {
        scope = scope(scope);
    }

    /** Reads {@code scope:mode}, such as {@code @example.org:detect}. */
    public static ModeRule parse(String text) {
        int colon = text.lastIndexOf(':');
        Optional<Mode> mode = Mode.of(text.substring(colon + 1).strip());
        if (colon < 0 || mode.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a domain or an account with its mode, such as @example.org:detect");
        }
        return new ModeRule(text.substring(0, colon), mode.get());
    }

    /** The scope as it is kept; throws IllegalArgumentException when it can be none. */
    public static String scope(String text) {
        String scope = text.strip().toLowerCase(Locale.ROOT);
        if (scope.equals(ALL)) {
            return scope;
        }
        boolean domain = scope.startsWith("@");
        if ((domain && (scope.length() == 1 || scope.indexOf('@', 1) > 0))
                || Account.tryOf(scope).isEmpty()
                || scope.indexOf(ALL) >= 0) {
            throw new IllegalArgumentException(
                    "expected *, a domain such as @example.org or an account, not " + Text.printable(text, 60));
        }
        return scope;
    }

    /** The scope of all accounts of the account's domain. */
    static String domainOf(Account account) {
        return "@" + account.domain();
    }
}
