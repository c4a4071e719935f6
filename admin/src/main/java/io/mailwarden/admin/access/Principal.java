package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.ConsoleSession;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.review.access.Role;
import java.util.Optional;
import java.util.Set;
import spark.Request;

/**
 * Who asks.
 *
 * @param name a console user, the name in James's JWT, or token; fit to be logged and kept
 * @param role what he may do
 * @param domains whose accounts he sees and touches; empty for all
 * @param session his sign-in; empty for a program
 */
public record Principal(String name, Role role, Set<String> domains, Optional<ConsoleSession> session) {

    /** Who shows the token of the file. */
    public static final String TOKEN = "token";

    private static final String ATTRIBUTE = "mailwarden-principal";

    public Principal {
        domains = Set.copyOf(domains);
    }

    static Principal program(String name) {
        return new Principal(name, Role.ADMINISTRATOR, Set.of(), Optional.empty());
    }

    static Principal of(ConsoleUser user, ConsoleSession session) {
        return new Principal(user.account().name(), user.role(), user.domains(), Optional.of(session));
    }

    /** Whether he sees and touches everything, and not the accounts of some domains alone. */
    public boolean everywhere() {
        return domains.isEmpty();
    }

    /** Whether he sees and touches that account. */
    public boolean sees(Account account) {
        return everywhere() || domains.contains(account.domain());
    }

    /** Whether he sees what concerns that account, or nobody. */
    public boolean sees(Optional<Account> account) {
        return everywhere() || account.filter(this::sees).isPresent();
    }

    void attach(Request request) {
        request.attribute(ATTRIBUTE, this);
    }

    /** Who sent that request; IllegalStateException when the guard did not let it in. */
    public static Principal of(Request request) {
        if (request.attribute(ATTRIBUTE) instanceof Principal principal) {
            return principal;
        }
        throw new IllegalStateException("nobody was let in");
    }
}
