package io.mailwarden.admin;

import io.mailwarden.engine.event.Account;
import java.util.Set;

/** A server with a few accounts in one domain, which may not answer. */
final class FakeDirectory implements AccountDirectory {

    boolean silent;

    @Override
    public boolean mayHave(Account account) {
        return silent || Set.of("bob@example.org", "alice@example.org").contains(account.name());
    }

    @Override
    public boolean mayHaveDomain(String domain) {
        return silent || domain.equals("example.org");
    }
}
