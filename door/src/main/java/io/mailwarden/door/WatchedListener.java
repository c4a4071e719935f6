package io.mailwarden.door;

import java.util.Optional;

/**
 * What a door tells the audit of its protocol's listeners: which of those that James opens are watched. One for each
 * kind of listener; a kind for which there is none is not watched. Needs no running James.
 */
public interface WatchedListener {

    /**
     * The kind of listener, as James calls it in its files: {@code smtp}, {@code imap}, {@code pop3}, {@code
     * managesieve}…
     */
    String kind();

    /**
     * What an enabled listener lacks to be watched, and what to change, in words; empty for one that is watched.
     *
     * @param settings the listener's own
     */
    Optional<String> lacks(ListenerSettings settings);
}
