package io.mailwarden.imap;

import io.mailwarden.door.LiveSessions;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.FetchRequest;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/**
 * James's FETCH, with each message whose text the client is given counted once: headers alone are no message, and of a
 * text that is read in pieces the first counts.
 */
public final class WatchedFetchProcessor extends FetchProcessor {

    // BODY[HEADER.FIELDS (FROM)], BODY[1.MIME], RFC822.HEADER; BODY[]<4096>
    private static final Pattern NO_TEXT = Pattern.compile("HEADER|\\.MIME]|<[1-9]\\d*>$");

    private final LiveSessions sessions;

    /** Called by James's loader, once for each server. */
    @Inject
    WatchedFetchProcessor(
            MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics, LiveSessions sessions) {
        super(mailboxes, responses, metrics);
        this.sessions = sessions;
    }

    @Override
    protected Mono<Void> processRequestReactive(FetchRequest request, ImapSession session, Responder responder) {
        return super.processRequestReactive(
                request,
                session,
                new CountingResponder(
                        responder, WatchedFetchProcessor::hasText, () -> sessions.moved(new ImapConnection(session))));
    }

    static boolean hasText(ImapResponseMessage message) {
        return message instanceof FetchResponse fetched
                && fetched.getElements() != null
                && fetched.getElements().stream()
                        .anyMatch(element -> !NO_TEXT.matcher(element.getName()).find());
    }
}
