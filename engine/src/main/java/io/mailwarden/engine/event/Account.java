package io.mailwarden.engine.event;

import io.mailwarden.engine.support.MailAddress;
import io.mailwarden.engine.support.Text;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The canonical James user name that authenticated: lower case, domain included where the server has domains. Aliases
 * are resolved by the adapter before an account is made.
 *
 * @param name the name, never blank, at most {@value #MAX_LENGTH} characters, without control characters
 */
public record Account(String name) implements Comparable<Account> {

    /** RFC 5321 4.5.3.1: 64 characters of local part, "@", 255 of domain. */
    public static final int MAX_LENGTH = 320;

    /** Lower-cases the name; throws IllegalArgumentException when it is blank, too long or holds control characters. */
    public Account {
        name = name.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > MAX_LENGTH || hasControls(name)) {
            throw new IllegalArgumentException(
                    "account must be 1 to " + MAX_LENGTH + " printable characters: " + Text.printable(name, 40));
        }
    }

    // A loop, not a stream: every login and message makes some.
    private static boolean hasControls(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The account of a name that a stranger gave; empty for null and for what no account can be called. */
    public static Optional<Account> tryOf(@Nullable String name) {
        try {
            return name == null ? Optional.empty() : Optional.of(new Account(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The domain part, lower case; empty when the name has none. */
    public String domain() {
        return MailAddress.domain(name);
    }

    @Override
    public int compareTo(Account other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
