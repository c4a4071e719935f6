package io.mailwarden.imap;

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
     * James's log-in commands ask their mailbox manager to check a password, and only when it returns do they change the
     * session, provision mailboxes and answer. So a manager that asks the warden before it returns, and that turns a rejected
     * login into a wrong password, leaves nothing to undo and nothing to tell the two apart by. The manager is one for all
     * sessions and is not told whose password it checks; James checks within the call of the command, on its thread, so the
     * thread carries the session.
     */

    private final MailboxManager real;
    private final ImapLogins logins;
    private final MailboxManager watched;

    @SuppressWarnings("ThreadLocalUsage") // one for each command, which lives as long as the server
    private final ThreadLocal<Attempt> current = new ThreadLocal<>();

    PasswordChecks(MailboxManager real, ImapLogins logins) {
        this.real = real;
        this.logins = logins;
        this.watched = (MailboxManager) Proxy.newProxyInstance(
                MailboxManager.class.getClassLoader(), new Class<?>[] {MailboxManager.class}, this::invoke);
    }

    /** James's own manager, with its checks watched while a command runs {@link #during}. */
    MailboxManager watched() {
        return watched;
    }

    /** Runs the command for the session. Whether a check was told meanwhile. */
    boolean during(ImapSession session, Runnable command) {
        Attempt attempt = new Attempt(session);
        current.set(attempt);
        try {
            command.run();
            return attempt.told;
        } finally {
            current.remove();
            logins.settle(session);
        }
    }

    /** James has verified a token that needs no check of a password. Whether the login has to be denied all the same. */
    boolean rejectsToken(ImapSession session, Username owner) {
        Attempt attempt = current.get();
        if (attempt != null) {
            attempt.told = true;
        }
        return logins.rejectsAccepted(session, owner.asString(), owner.asString());
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
        Attempt attempt = current.get();
        if (attempt == null || arguments == null || !(result instanceof AuthorizationStep step)) {
            return result;
        }
        Optional<String> password = arguments.length > 1 ? Optional.of((String) arguments[1]) : Optional.empty();
        return new Check(step, attempt, (Username) arguments[0], password);
    }

    /** One run of a command; seen by its thread only. */
    private static final class Attempt {

        private final ImapSession session;
        private boolean told;

        private Attempt(ImapSession session) {
            this.session = session;
        }
    }

    @FunctionalInterface
    private interface Opening {
        MailboxSession open() throws MailboxException;
    }

    /** James's check of one password, or of the delegation that a token asks for. */
    private final class Check implements AuthorizationStep {

        private final AuthorizationStep step;
        private final Attempt attempt;
        private final String owner;
        private final Optional<String> password;

        private Check(AuthorizationStep step, Attempt attempt, Username owner, Optional<String> password) {
            this.step = step;
            this.attempt = attempt;
            this.owner = owner.asString();
            this.password = password;
        }

        @Override
        public MailboxSession withoutDelegation() throws MailboxException {
            return judged(owner, step::withoutDelegation);
        }

        @Override
        public MailboxSession as(Username other) throws MailboxException {
            return judged(other.asString(), () -> step.as(other));
        }

        // No log-in command asks this.
        @Override
        public MailboxSession forMatchingUser(Predicate<Username> other) throws MailboxException {
            return step.forMatchingUser(other);
        }

        private MailboxSession judged(String name, Opening check) throws MailboxException {
            logins.expect(name);
            MailboxSession opened;
            try {
                opened = check.open();
            } catch (BadCredentialsException e) {
                attempt.told = true;
                logins.rejectsRefused(attempt.session, name, owner, password);
                throw e;
            } catch (UserDoesNotExistException | ForbiddenDelegationException e) {
                attempt.told = true;
                if (logins.rejectsRefused(attempt.session, name, owner, Optional.empty())) {
                    throw new BadCredentialsException();
                }
                throw e;
            }
            attempt.told = true;
            if (logins.rejectsAccepted(attempt.session, name, owner)) {
                throw new BadCredentialsException();
            }
            return opened;
        }
    }
}
