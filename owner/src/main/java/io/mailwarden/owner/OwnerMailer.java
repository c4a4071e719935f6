package io.mailwarden.owner;

import java.io.IOException;

/**
 * Port to the mail server: sends a plain text as mail of the server itself, with no sender that an answer or a bounce
 * could go to, and past everything that holds or judges an account's mail. Thread-safe.
 */
@FunctionalInterface
public interface OwnerMailer {

    /**
     * Puts it on its way; when this returns, the server is answerable for it.
     *
     * @param id of the notice: the same for each attempt
     * @throws IOException when it is certainly not on its way
     */
    void send(String id, String recipient, String subject, String text) throws IOException;
}
