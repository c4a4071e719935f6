package io.mailwarden.engine.response.rescan;

import java.io.IOException;

/** Port to the post office: sends a plain text from the postmaster, past everything that holds the account's mail. */
@FunctionalInterface
public interface NoticeSender {

    /**
     * Hands the notice to the server's queue; when this returns it is on its way.
     *
     * @throws IOException when it is certainly not
     */
    void send(String recipient, String subject, String text) throws IOException;
}
