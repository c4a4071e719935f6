package io.mailwarden.engine.response.held;

import io.mailwarden.engine.event.Account;
import java.util.Set;

/**
 * Whether there is room for more held mail. Told by whoever keeps the messages; asked before every step of a session
 * that sends, from memory alone. Of an account whose mail would only be held, more is deferred before it is taken.
 * There is room for all until something else is told. Thread-safe.
 */
public final class HeldRoom {

    private record Shortage(boolean ofAll, Set<Account> of) {}

    private volatile Shortage shortage = new Shortage(false, Set.of());

    /**
     * From now on there is room for all but these.
     *
     * @param ofAll whether there is none for anybody
     * @param of accounts for whose mail there is none
     */
    public void lacking(boolean ofAll, Set<Account> of) {
        shortage = new Shortage(ofAll, Set.copyOf(of));
    }

    /** Whether there is none for anybody's mail. */
    public boolean full() {
        return shortage.ofAll();
    }

    /** Whether there is none for more of that account's mail, whatever there is for others. */
    public boolean fullOf(Account account) {
        return shortage.of().contains(account);
    }
}
