package io.mailwarden.smtp;

import io.mailwarden.door.Authentications;
import io.mailwarden.door.SaslIdentity;
import io.mailwarden.engine.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.BaseRequest;
import org.apache.james.protocols.api.OIDCSASLParser;
import org.apache.james.protocols.api.OIDCSASLParser.OIDCInitialResponse;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.jspecify.annotations.Nullable;

/**
 * James's AUTH, with each attempt told to the warden once James has checked the secret and before the client is told.
 *
 * <p>One {@link io.mailwarden.engine.event.Login} for each secret that James checked: PLAIN, LOGIN, OAUTHBEARER,
 * XOAUTH2, and PLAIN without a password (delegation). A rejected login is answered as a wrong password is, whether it
 * was right or wrong: with 535, and the session goes on as James's own does, so that nothing tells the two apart, and
 * the program of an owner who mistyped says so instead of "connection lost". No event, and James's answer as it is, for
 * what names no account or shows no secret: an unknown mechanism, an aborted exchange, text that is not base64, names that James or {@link
 * io.mailwarden.engine.event.Account} cannot represent (blank, too long, with control characters). An AUTH command that
 * James refuses as unreadable counts towards {@value #MAX_FAILURES} all the same.
 *
 * <p>Thread-safe as James's own: all state is the session's.
 */
public final class WatchedAuthHandler extends AuthCmdHandler {

    /**
     * Refused attempts after which the session ends with the refusal; James itself has no limit for SMTP. Enough for a
     * mail program that tries its mechanisms in turn with a few stale passwords; half of what Postfix allows for errors
     * of any kind (smtpd_hard_error_limit, 20).
     */
    static final int MAX_FAILURES = 10;

    private static final AttachmentKey<Integer> FAILURES = AttachmentKey.of("mailwarden.failures", Integer.class);

    // Base64 of one zero byte: holds no token, so that James refuses it without asking anyone.
    private static final String NO_TOKEN = "AA==";

    private final Authentications authentications;

    /** Called by James's loader, once for each server. */
    @Inject
    WatchedAuthHandler(Authentications authentications) {
        this.authentications = authentications;
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        int before = failures(session);
        Optional<OIDCInitialResponse> token = tokenShown(session, request);
        Response answer = super.onCommand(session, request);
        if (token.isPresent()) {
            return tokenChecked(session, request, answer, token.get());
        }
        boolean unreadable = SMTPRetCode.SYNTAX_ERROR_ARGUMENTS.equals(answer.getRetCode());
        return unreadable && failures(session) == before ? counted(session, answer) : answer;
    }

    @Override
    protected Response doAuthTest(
            SMTPSession session, @Nullable Username username, @Nullable String password, String mechanism) {
        if (username == null || password == null) {
            return counted(session, super.doAuthTest(session, username, password, mechanism));
        }
        authentications.expect(new SmtpConnection(session), username.asString());
        Response answer = super.doAuthTest(session, username, password, mechanism);
        return authenticated(session, username, Optional.of(password), answer);
    }

    @Override
    protected Response doDelegation(SMTPSession session, Username username) {
        return authenticated(session, username, Optional.empty(), super.doDelegation(session, username));
    }

    private Response authenticated(SMTPSession session, Username shown, Optional<String> password, Response answer) {
        SmtpConnection connection = new SmtpConnection(session);
        Verdict verdict = isAccepted(answer)
                ? authentications.accepted(connection, SaslIdentity.of(nameOf(session, shown)))
                : authentications.refused(connection, SaslIdentity.of(shown.asString()), password);
        if (verdict.denies()) {
            forget(session);
            return counted(session, refusal());
        }
        return isAccepted(answer) ? answer : counted(session, answer);
    }

    // James calls no hook when a token has been checked: the answer tells. 235 is in, 334 is its refusal, which the
    // client has to acknowledge before it reads 535 (RFC 7628 3.2.3).
    private Response tokenChecked(SMTPSession session, Request request, Response answer, OIDCInitialResponse token) {
        SmtpConnection connection = new SmtpConnection(session);
        if (isAccepted(answer)) {
            Verdict verdict = authentications.accepted(connection, identityOf(session, token));
            if (!verdict.denies()) {
                return answer;
            }
            forget(session);
            Response challenge = super.onCommand(session, withoutToken(request));
            return counted(session, challenge).isEndSession() ? endingChallenge(session, challenge) : challenge;
        }
        if (SMTPRetCode.AUTH_READY.equals(answer.getRetCode())) {
            Verdict unused =
                    authentications.refused(connection, SaslIdentity.of(token.getAssociatedUser()), Optional.empty());
            return counted(session, answer).isEndSession() ? endingChallenge(session, answer) : answer;
        }
        return answer;
    }

    private static SaslIdentity identityOf(SMTPSession session, OIDCInitialResponse token) {
        String authorizationId = session.getUsername() == null
                ? token.getAssociatedUser()
                : session.getUsername().asString();
        return session.getConfiguration()
                .saslConfiguration()
                .map(OidcSASLConfiguration::getClaim)
                .flatMap(claim -> TokenClaim.of(token.getToken(), claim))
                .map(authenticationId -> new SaslIdentity(authorizationId, authenticationId))
                .orElse(SaslIdentity.of(authorizationId));
    }

    // The handler that James waits with for the acknowledgement goes on with the session: replace it by one
    // that ends it.
    private Response endingChallenge(SMTPSession session, Response challenge) {
        session.popLineHandler();
        session.pushLineHandler((SMTPSession same, byte[] acknowledgement) -> {
            same.popLineHandler();
            return new EndingResponse(refusal());
        });
        return challenge;
    }

    private static Request withoutToken(Request request) {
        String mechanism =
                request.getArgument().substring(0, request.getArgument().indexOf(' '));
        return new BaseRequest(request.getCommand(), mechanism + " " + NO_TOKEN);
    }

    private static Optional<OIDCInitialResponse> tokenShown(SMTPSession session, Request request) {
        String argument = request.getArgument();
        int space = argument == null ? -1 : argument.indexOf(' ');
        if (space <= 0 || session.getUsername() != null || !session.supportsOAuth()) {
            return Optional.empty();
        }
        String mechanism = argument.substring(0, space).toUpperCase(Locale.US);
        boolean token = mechanism.equals(AUTH_TYPE_OAUTHBEARER) || mechanism.equals(AUTH_TYPE_XOAUTH2);
        return token ? OIDCSASLParser.parse(argument.substring(space + 1)) : Optional.empty();
    }

    private static boolean isAccepted(Response answer) {
        return SMTPRetCode.AUTH_OK.equals(answer.getRetCode());
    }

    private static String nameOf(SMTPSession session, Username shown) {
        return (session.getUsername() == null ? shown : session.getUsername()).asString();
    }

    private static void forget(SMTPSession session) {
        session.setUsername(null);
        session.setRelayingAllowed(false);
    }

    /** James's own words for a wrong password. */
    private Response refusal() {
        return calcDefaultSMTPResponse(HookResult.DENY);
    }

    private static Response counted(SMTPSession session, Response answer) {
        int failures = failures(session) + 1;
        session.setAttachment(FAILURES, failures, State.Connection);
        return failures < MAX_FAILURES ? answer : new EndingResponse(answer);
    }

    private static int failures(SMTPSession session) {
        return session.getAttachment(FAILURES, State.Connection).orElse(0);
    }
}
