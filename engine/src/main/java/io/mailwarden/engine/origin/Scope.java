package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Account;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom a rule of an administrator concerns: one account, the accounts of one domain, or everybody. Immutable.
 *
 * @param account the one; empty for others
 * @param domain theirs, lower case; empty for others
 */
public record Scope(Optional<Account> account, Optional<String> domain) {

    /** All accounts. */
    public static final Scope EVERYBODY = new Scope(Optional.empty(), Optional.empty());

    private static final String ALL = "*";

    /** Throws IllegalArgumentException for both an account and a domain, and for what can be no domain. */
    public Scope {
        domain = domain.map(name -> name.strip().toLowerCase(Locale.ROOT));
        if (account.isPresent() && domain.isPresent()) {
            throw new IllegalArgumentException("expected an account or a domain, not both");
        }
        if (domain.filter(name -> name.isEmpty()
                        || name.indexOf('@') >= 0
                        || Account.tryOf("@" + name).isEmpty())
                .isPresent()) {
            throw new IllegalArgumentException("expected a domain such as example.org");
        }
    }

    /** That account. */
    public static Scope of(Account account) {
        return new Scope(Optional.of(account), Optional.empty());
    }

    /** The accounts of that domain. */
    public static Scope ofDomain(String domain) {
        return new Scope(Optional.empty(), Optional.of(domain));
    }

    /** Reads what {@link #text} wrote. */
    public static Scope parse(String text) {
        if (text.equals(ALL)) {
            return EVERYBODY;
        }
        return text.startsWith("@") ? ofDomain(text.substring(1)) : of(new Account(text));
    }

    /** The account's name, {@code @} and the domain, or {@code *} for everybody. */
    public String text() {
        return account.map(Account::name)
                .or(() -> domain.map(name -> "@" + name))
                .orElse(ALL);
    }

    /** Whether it concerns everybody. */
    public boolean everybody() {
        return account.isEmpty() && domain.isEmpty();
    }

    /** Whether it concerns the account. */
    public boolean covers(Account one) {
        return account.map(one::equals)
                .or(() -> domain.map(one.domain()::equals))
                .orElse(true);
    }

    /** In words, to stand behind "for". */
    public String words() {
        return everybody() ? "everybody" : text();
    }
}
