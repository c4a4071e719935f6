package io.mailwarden.door;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What a door tells the audit of its protocol's listeners: which of those that James opens are watched. One for each
 * kind of listener; a kind for which there is none is not watched. Needs no running James, and none on the class path:
 * the command line asks it too. A door names its own in {@code META-INF/services}.
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

    /** Those of all doors that are on the class path. */
    static List<WatchedListener> installed() {
        return ServiceLoader.load(WatchedListener.class, WatchedListener.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
