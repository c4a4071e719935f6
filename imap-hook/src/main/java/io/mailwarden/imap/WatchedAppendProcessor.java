package io.mailwarden.imap;

import io.mailwarden.door.LiveSessions;
import javax.inject.Inject;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.AppendRequest;
import org.apache.james.imap.processor.AppendProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** James's APPEND, with each message that it stores counted. */
public final class WatchedAppendProcessor extends AppendProcessor {

    private final LiveSessions sessions;

    /** Called by James's loader, once for each server. */
    @Inject
    WatchedAppendProcessor(
            MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics, LiveSessions sessions) {
        super(mailboxes, responses, metrics);
        this.sessions = sessions;
    }

    @Override
    protected Mono<Void> processRequestReactive(AppendRequest request, ImapSession session, Responder responder) {
        return super.processRequestReactive(
                request,
                session,
                new CountingResponder(
                        responder, WatchedAppendProcessor::isDone, () -> sessions.moved(new ImapConnection(session))));
    }

    private static boolean isDone(ImapResponseMessage message) {
        return message instanceof StatusResponse status
                && status.getTag() != null
                && status.getServerResponseType() == StatusResponse.Type.OK;
    }
}
