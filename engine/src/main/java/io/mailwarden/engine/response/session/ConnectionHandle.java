package io.mailwarden.engine.response.session;

/** A door's hold on one connection. Implementations are thread-safe. */
public interface ConnectionHandle {

    /**
     * Ends the connection: from the moment this returns nothing more passes in either direction but a goodbye. Returns
     * at once, whatever the client does; called again, it does nothing.
     */
    void end(SessionEndReason reason);

    /**
     * Whether the connection has gone without a word: for doors that are not told when one closes. Asked every few
     * seconds.
     */
    default boolean gone() {
        return false;
    }
}
