package io.mailwarden.smtp;

import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.verdict.Restriction;
import java.util.Optional;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPRetCode;

/** What Mailwarden itself says in SMTP, to a client whose account or session is stopped. */
final class SmtpReplies {

    private static final String BLOCKED = "5.7.1 This account is blocked, ask your administrator";
    private static final String REFUSED = "5.7.1 Sending from this account is blocked, ask your administrator";
    private static final String DEFERRED = "4.7.1 Sending from this account is not possible now, try again later";
    private static final String ENDED = "4.7.0 Session ended by the server";

    private SmtpReplies() {}

    /** The answer to whoever wants to send and may not; empty for those who may. */
    static Optional<SMTPResponse> refusal(Restriction restriction) {
        return switch (restriction) {
            case NONE, HOLD -> Optional.empty();
            case DEFER -> Optional.of(new SMTPResponse(SMTPRetCode.LOCAL_ERROR, DEFERRED));
            case REFUSE -> Optional.of(new SMTPResponse(SMTPRetCode.MAILBOX_PERM_UNAVAILABLE, REFUSED));
            case BLOCK -> Optional.of(ending(SMTPRetCode.MAILBOX_PERM_UNAVAILABLE, BLOCKED));
        };
    }

    /**
     * The last line of an ended session. 421 may come at any time (RFC 5321 3.8); a program that waits for an answer
     * is told what it need not try again.
     */
    static String closing(SessionEndReason reason, boolean answering) {
        SMTPResponse last = answering && reason == SessionEndReason.BLOCK
                ? ending(SMTPRetCode.MAILBOX_PERM_UNAVAILABLE, BLOCKED)
                : ended(reason);
        return last.getLines().get(0).toString();
    }

    /** The answer that ends a session at any time. */
    static SMTPResponse ended(SessionEndReason reason) {
        return ending(
                SMTPRetCode.SERVICE_NOT_AVAILABLE,
                reason == SessionEndReason.BLOCK ? BLOCKED.replaceFirst("5", "4") : ENDED);
    }

    private static SMTPResponse ending(String code, String text) {
        SMTPResponse response = new SMTPResponse(code, text);
        response.setEndSession(true);
        return response;
    }
}
