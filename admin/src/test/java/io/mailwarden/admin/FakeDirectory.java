package io.mailwarden.admin;

import io.mailwarden.admin.http.AccountDirectory;
import io.mailwarden.engine.event.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server with a few accounts in one domain, which may not answer. */
final class FakeDirectory implements AccountDirectory {

    final List<String> passwords = new ArrayList<>();
    boolean readOnly;
    boolean silent;

    @Override
    public boolean mayHave(Account account) {
        return silent || Set.of("bob@example.org", "alice@example.org").contains(account.name());
    }

    @Override
    public boolean setPassword(Account account, String password) {
        passwords.add(account + " " + password);
        return !readOnly;
    }

    @Override
    public Optional<Delegations> delegations(Account account) {
        return silent
                ? Optional.empty()
                : Optional.of(new Delegations(
                        List.of(new Account("eve@example.org"), new Account("dave@example.org")),
                        List.of(new Account("alice@example.org"))));
    }

    @Override
    public boolean mayHaveDomain(String domain) {
        return silent || domain.equals("example.org");
    }
}
