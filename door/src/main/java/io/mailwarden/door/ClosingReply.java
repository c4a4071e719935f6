package io.mailwarden.door;

import io.mailwarden.engine.response.session.SessionEndReason;

/** The last line that a client reads, in its protocol. */
@FunctionalInterface
public interface ClosingReply {

    /**
     * The line, without its end.
     *
     * @param reason why the session ends
     * @param answering whether the client has just said something, so that it takes the line for the answer
     */
    String line(SessionEndReason reason, boolean answering);
}
