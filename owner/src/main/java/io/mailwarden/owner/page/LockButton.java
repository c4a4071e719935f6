package io.mailwarden.owner.page;

/** What the page's one button does. Thread-safe. */
@FunctionalInterface
public interface LockButton {

    /**
     * Somebody pressed the button of that token's page. What comes of it is told to nobody but administrators: not that
     * the link was used before, nor that the account is gone. May wait; throws {@link
     * io.mailwarden.engine.support.StoreUnavailable}.
     *
     * @param from the address that asked
     * @param agent what the browser says of itself
     */
    void press(String token, String from, String agent);
}
