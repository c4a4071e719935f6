package io.mailwarden.imap;

import java.util.function.Predicate;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor.Responder;

/**
 * James's responder, with some of the responses counted.
 *
 * @param responder James's own
 * @param counts which
 * @param count what to do for each
 */
record CountingResponder(Responder responder, Predicate<ImapResponseMessage> counts, Runnable count)
        implements Responder {

    @Override
    public void respond(ImapResponseMessage message) {
        responder.respond(message);
        if (counts.test(message)) {
            count.run();
        }
    }

    @Override
    public void flush() {
        responder.flush();
    }
}
