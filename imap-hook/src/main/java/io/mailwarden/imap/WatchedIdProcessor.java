package io.mailwarden.imap;

import io.mailwarden.door.Authentications;
import io.mailwarden.engine.event.Client;
import javax.inject.Inject;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.IDRequest;
import org.apache.james.imap.processor.IdProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** James's ID (RFC 2971), with what the client says of itself kept for its login, or told after it. */
public final class WatchedIdProcessor extends IdProcessor {

    private final Authentications authentications;

    /** Called by James's loader, once for each server. */
    @Inject
    WatchedIdProcessor(
            MailboxManager mailboxes,
            StatusResponseFactory responses,
            MetricFactory metrics,
            Authentications authentications) {
        super(mailboxes, responses, metrics);
        this.authentications = authentications;
    }

    @Override
    protected Mono<Void> processRequestReactive(IDRequest request, ImapSession session, Responder responder) {
        request.getParameters()
                .ifPresent(fields -> authentications.identified(new ImapConnection(session), Client.ofImapId(fields)));
        return super.processRequestReactive(request, session, responder);
    }
}
