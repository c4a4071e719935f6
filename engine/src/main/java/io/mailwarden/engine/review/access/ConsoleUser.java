package io.mailwarden.engine.review.access;

import io.mailwarden.engine.event.Account;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who may sign in to the console with his account of the mail server.
 *
 * @param account whose password counts
 * @param role what he may do
 * @param domains whose accounts he sees and touches, lower case; empty for all, and for what is nobody's
 */
public record ConsoleUser(Account account, Role role, Set<String> domains) {

    private static final String FORM =
            "expected an account, a colon and a role, such as carol@example.org:administrator, then a colon and domains where"
                    + " it is not for all, such as dave@example.org:analyst:example.net+example.com";
    private static final int PARTS = 3;

    public ConsoleUser {
        domains = Set.copyOf(domains);
    }

    /**
     * Reads {@code account:role} or {@code account:role:domain+domain}; throws IllegalArgumentException that says what
     * is expected.
     */
    public static ConsoleUser parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        Optional<Account> account = Account.tryOf(parts.get(0));
        Optional<Role> role =
                parts.size() < 2 ? Optional.empty() : role(parts.get(1).strip());
        if (parts.size() > PARTS || account.isEmpty() || role.isEmpty()) {
            throw new IllegalArgumentException(FORM);
        }
        return new ConsoleUser(account.get(), role.get(), parts.size() < PARTS ? Set.of() : domains(parts.get(2)));
    }

    private static Optional<Role> role(String label) {
        return Arrays.stream(Role.values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    private static Set<String> domains(String text) {
        Set<String> domains = new TreeSet<>();
        for (String domain : text.split("\\+", -1)) {
            String name = domain.strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || name.contains("@") || name.contains(" ")) {
                throw new IllegalArgumentException(FORM);
            }
            domains.add(name);
        }
        return domains;
    }
}
