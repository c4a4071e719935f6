package io.mailwarden.smtp;

import io.mailwarden.door.Authentications;
import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/**
 * Before every MAIL, RCPT and DATA of a session that has logged in: whether its account may still send. Silent for all
 * others, so that James's own handlers answer.
 */
public final class SendingGate implements CommandHandler<SMTPSession> {

    private final Authentications authentications;

    /** Called by James's loader, once for each server. */
    @Inject
    SendingGate(Authentications authentications) {
        this.authentications = authentications;
    }

    @Override
    public Collection<String> getImplCommands() {
        return List.of("MAIL", "RCPT", "DATA");
    }

    @Override
    public @Nullable Response onCommand(SMTPSession session, Request request) {
        return SmtpReplies.refusal(authentications.restriction(new SmtpConnection(session)))
                .orElse(null);
    }
}
