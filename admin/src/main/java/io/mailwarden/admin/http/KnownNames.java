package io.mailwarden.admin.http;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.rules.RuleControls.RuleQuery;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.Text;
import io.mailwarden.engine.verdict.ModeRule;
import java.util.List;
import java.util.Optional;
import spark.HaltException;

/** Ends requests with 404 whose account, domain or incident nobody knows: neither the server nor Mailwarden. */
public final class KnownNames {

    private static final int LONGEST = 100;

    private final AccountDirectory directory;
    private final Review review;

    public KnownNames(AccountDirectory directory, Review review) {
        this.directory = directory;
        this.review = review;
    }

    /** Whether the server has the account, as far as can be told. */
    public boolean there(Account account) {
        return directory.mayHave(account);
    }

    /** The account, which the server has. */
    public Account ofServer(Account account) {
        if (!directory.mayHave(account)) {
            throw unknown("account", account.name());
        }
        return account;
    }

    /** Who may act for the account, and for whom it may; empty where the server keeps no such thing. */
    public Optional<AccountDirectory.Delegations> delegations(Account account) {
        return directory.delegations(account);
    }

    /** Sets the account's password; false when the server cannot. */
    public boolean setPassword(Account account, String password) {
        return directory.setPassword(account, password);
    }

    /** The account, which the server has or which Mailwarden saw while it had it. */
    public Account seen(Account account) {
        if (!directory.mayHave(account) && review.account(account).isEmpty()) {
            throw unknown("account", account.name());
        }
        return account;
    }

    /** The page; an empty one only of an account that is known. */
    public <T> Page<T> of(Optional<Account> account, Page<T> page) {
        if (page.items().isEmpty()) {
            account.ifPresent(this::seen);
        }
        return page;
    }

    /** The list; an empty one only of an account that is known. */
    public <T> List<T> of(Optional<Account> account, List<T> list) {
        if (list.isEmpty()) {
            account.ifPresent(this::seen);
        }
        return list;
    }

    /** The page; an empty one only of an incident that is known. */
    public <T> Page<T> ofIncident(Optional<String> id, Page<T> page) {
        if (page.items().isEmpty()
                && id.filter(one -> review.incident(one).isEmpty()).isPresent()) {
            throw unknown("incident", id.orElse(""));
        }
        return page;
    }

    /** Whom a rule is for: everybody, or a domain or an account that the server has. */
    public Scope ofServer(Scope scope) {
        scope.account().ifPresent(this::ofServer);
        scope.domain().ifPresent(this::domain);
        return scope;
    }

    /** The page; an empty one only of an account and a domain that are known. */
    public <T> Page<T> ofScope(RuleQuery query, Page<T> page) {
        if (page.items().isEmpty()) {
            query.account().ifPresent(this::seen);
            query.domain().ifPresent(this::domain);
        }
        return page;
    }

    private void domain(String domain) {
        if (!directory.mayHaveDomain(domain)) {
            throw unknown("domain", domain);
        }
    }

    /** The scope of a mode: all accounts, or a domain or an account that the server has. */
    public String scope(String scope) {
        if (scope.startsWith("@")) {
            if (!directory.mayHaveDomain(scope.substring(1))) {
                throw unknown("domain", scope);
            }
        } else if (!scope.equals(ModeRule.ALL)) {
            Account unused = ofServer(new Account(scope));
        }
        return scope;
    }

    private static HaltException unknown(String what, String name) {
        return HttpErrors.unknown(what, Text.printable(name, LONGEST));
    }
}
