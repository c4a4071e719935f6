package io.mailwarden.engine.response.held;

import io.mailwarden.engine.event.Account;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether there is room for more held mail. Told by whoever keeps the messages; asked before every step of a session
 * that sends, from memory alone. Of an account whose mail would only be held, more is deferred before it is taken.
 * There is room for all until something else is told. Thread-safe.
 */
public final class HeldRoom {

    private record Shortage(boolean ofAll, Set<Account> of, Set<String> ofOrganisations) {}

    private final Function<Account, String> organisations;
    private volatile Shortage shortage = new Shortage(false, Set.of(), Set.of());

    /** By that each account's organisation is known. */
    public HeldRoom(Function<Account, String> organisations) {
        this.organisations = organisations;
    }

    /** The name of that account's organisation. */
    public String organisation(Account account) {
        return organisations.apply(account);
    }

    /**
     * From now on there is room for all but these.
     *
     * @param ofAll whether there is none for anybody
     * @param of accounts for whose mail there is none
     * @param ofOrganisations names of those for none of whose accounts there is any
     */
    public void lacking(boolean ofAll, Set<Account> of, Set<String> ofOrganisations) {
        shortage = new Shortage(ofAll, Set.copyOf(of), Set.copyOf(ofOrganisations));
    }

    /** Whether there is none for anybody's mail. */
    public boolean full() {
        return shortage.ofAll();
    }

    /** Whether there is none for more of that account's mail, whatever there is for others. */
    public boolean fullOf(Account account) {
        Shortage now = shortage;
        return now.of().contains(account)
                || (!now.ofOrganisations().isEmpty() && now.ofOrganisations().contains(organisation(account)));
    }
}
