package io.mailwarden.imap;

import io.mailwarden.door.Authentications;
import io.mailwarden.door.LiveSessions;
import io.mailwarden.door.SaslIdentity;
import io.mailwarden.engine.verdict.Verdict;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.james.core.Username;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SessionProvider.AuthorizationStep;
import org.apache.james.mailbox.exception.BadCredentialsException;
import org.apache.james.mailbox.exception.ForbiddenDelegationException;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.UserDoesNotExistException;
import org.jspecify.annotations.Nullable;

/**
 * The password checks of one log-in command, each told to the warden with its outcome. Thread-safe.
 *
 * <p>An error of the user store gives no event: James could not tell whether the password was right.
 */
final class PasswordChecks {

    /*
     * James's log-in commands ask their mailbox manager to check a password, and only when it returns do they change
     * the session, provision mailboxes and answer. So a manager that asks the warden before it returns, and that turns
     * a rejected login into a wrong password, leaves nothing to undo and nothing to tell the two apart by. The manager
     * is one for all sessions and is not told whose password it checks; James checks within the call of the command, on
     * its thread, so the thread carries the session.
     */

    private final MailboxManager real;
    private final Authentications authentications;
    private final LiveSessions sessions;
    private final MailboxManager watched;

    @SuppressWarnings("ThreadLocalUsage") // one for each command, which lives as long as the server
    private final ThreadLocal<CommandRun> current = new ThreadLocal<>();

    PasswordChecks(MailboxManager real, Authentications authentications, LiveSessions sessions) {
        this.real = real;
        this.authentications = authentications;
        this.sessions = sessions;
        this.watched = (MailboxManager) Proxy.newProxyInstance(
                MailboxManager.class.getClassLoader(), new Class<?>[] {MailboxManager.class}, this::invoke);
    }

    /** James's own manager, with its checks watched while a command runs {@link #during}. */
    MailboxManager watched() {
        return watched;
    }

    /** Runs the command for the session. Whether a check was told meanwhile. */
    boolean during(ImapSession session, Runnable command) {
        CommandRun run = new CommandRun(new ImapConnection(session));
        current.set(run);
        try {
            command.run();
            return run.told;
        } finally {
            current.remove();
            if (session.getMailboxSession() == null) {
                // James let nobody in after all.
                sessions.close(run.connection);
            }
        }
    }

    /** Records that James has verified a token that needs no check of a password. */
    Verdict tokenVerified(ImapSession session, Username authenticated) {
        CommandRun run = current.get();
        if (run != null) {
            run.told = true;
        }
        return authentications.accepted(new ImapConnection(session), SaslIdentity.of(authenticated.asString()));
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
        CommandRun run = current.get();
        if (run == null || arguments == null || !(result instanceof AuthorizationStep step)) {
            return result;
        }
        Optional<String> password = arguments.length > 1 ? Optional.of((String) arguments[1]) : Optional.empty();
        return new CheckStep(step, run, (Username) arguments[0], password);
    }

    /** One run of a command; seen by its thread only. */
    private static final class CommandRun {

        private final ImapConnection connection;
        private boolean told;

        private CommandRun(ImapConnection connection) {
            this.connection = connection;
        }
    }

    @FunctionalInterface
    private interface SessionFactory {
        MailboxSession open() throws MailboxException;
    }

    /** James's check of one password, or of the delegation that a token asks for. */
    private final class CheckStep implements AuthorizationStep {

        private final AuthorizationStep step;
        private final CommandRun run;
        private final Username authenticated;
        private final Optional<String> password;

        private CheckStep(AuthorizationStep step, CommandRun run, Username authenticated, Optional<String> password) {
            this.step = step;
            this.run = run;
            this.authenticated = authenticated;
            this.password = password;
        }

        @Override
        public MailboxSession withoutDelegation() throws MailboxException {
            return authenticated(authenticated, step::withoutDelegation);
        }

        @Override
        public MailboxSession as(Username other) throws MailboxException {
            return authenticated(other, () -> step.as(other));
        }

        // No log-in command asks this.
        @Override
        public MailboxSession forMatchingUser(Predicate<Username> other) throws MailboxException {
            return step.forMatchingUser(other);
        }

        private MailboxSession authenticated(Username acted, SessionFactory check) throws MailboxException {
            SaslIdentity identity = new SaslIdentity(acted.asString(), authenticated.asString());
            authentications.expect(run.connection, identity.authorizationId());
            if (!identity.authenticationId().equals(identity.authorizationId())) {
                // Of whom it is when it is refused.
                authentications.expect(run.connection, identity.authenticationId());
            }
            MailboxSession opened;
            try {
                opened = check.open();
            } catch (BadCredentialsException e) {
                run.told = true;
                authentications.refused(run.connection, identity, password);
                throw e;
            } catch (UserDoesNotExistException | ForbiddenDelegationException e) {
                run.told = true;
                // The password was right, but not enough.
                if (authentications
                        .refused(run.connection, identity, Optional.empty())
                        .denies()) {
                    throw new BadCredentialsException();
                }
                throw e;
            }
            run.told = true;
            if (authentications.accepted(run.connection, identity).denies()) {
                throw new BadCredentialsException();
            }
            return opened;
        }
    }
}
