package io.mailwarden.smtp;

import io.mailwarden.door.Authentications;
import io.mailwarden.door.LiveSessions;
import javax.inject.Inject;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.smtpserver.DataLineJamesMessageHookHandler;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/**
 * James's end of DATA, where a message is accepted or not: refused before all hooks when its account may not send any
 * more, counted when James accepts it.
 */
public final class WatchedDataHandler extends DataLineJamesMessageHookHandler {

    private final Authentications authentications;
    private final LiveSessions sessions;

    /** Called by James's loader, once for each server. */
    @Inject
    WatchedDataHandler(Authentications authentications, LiveSessions sessions) {
        this.authentications = authentications;
        this.sessions = sessions;
    }

    @Override
    protected @Nullable SMTPResponse executeJamesMessageHooks(SMTPSession session, Mail mail) {
        SmtpConnection connection = new SmtpConnection(session);
        SMTPResponse refusal =
                SmtpReplies.refusal(authentications.restriction(connection)).orElse(null);
        if (refusal != null) {
            return refusal;
        }
        SMTPResponse answer = super.executeJamesMessageHooks(session, mail);
        if (answer != null && SMTPRetCode.MAIL_OK.equals(answer.getRetCode())) {
            sessions.moved(connection);
        }
        return answer;
    }
}
