package io.mailwarden.imap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.core.Username;
import org.apache.james.mailbox.Authorizator.AuthorizationState;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A mailbox manager with James's own sessions, and mailboxes that exist when they were provisioned. Bob and carol have
 * accounts; bob may log in as carol. The user store fails for {@code broken@example.org}.
 */
final class FakeMailboxes {

    private static final Map<String, String> PASSWORDS =
            Map.of("bob@example.org", ImapDoor.PASSWORD, "carol@example.org", "another", "dave@example.org", "third");

    private final List<String> provisioned = new CopyOnWriteArrayList<>();
    private final AtomicInteger checked = new AtomicInteger();
    private final SessionProvider sessions = new SessionProviderImpl(this::isAuthentic, FakeMailboxes::mayLogInAs);

    MailboxManager manager() {
        return (MailboxManager) Proxy.newProxyInstance(
                MailboxManager.class.getClassLoader(), new Class<?>[] {MailboxManager.class}, this::invoke);
    }

    /** Mailboxes that were created, with their owner. */
    List<String> provisioned() {
        return List.copyOf(provisioned);
    }

    /** How many passwords were checked. */
    int checked() {
        return checked.get();
    }

    private boolean isAuthentic(Username user, CharSequence password) throws MailboxException {
        checked.incrementAndGet();
        if (user.getLocalPart().equals("broken")) {
            throw new MailboxException("test");
        }
        return password.toString().equals(PASSWORDS.get(user.asString()));
    }

    private static AuthorizationState mayLogInAs(Username user, Username other) {
        if (!PASSWORDS.containsKey(other.asString())) {
            return AuthorizationState.UNKNOWN_USER;
        }
        boolean granted =
                user.getLocalPart().equals("bob") && other.getLocalPart().equals("carol");
        return granted ? AuthorizationState.ALLOWED : AuthorizationState.FORBIDDEN;
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass().equals(SessionProvider.class)) {
            try {
                return method.invoke(sessions, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "mailboxExists" -> Mono.just(provisioned.contains(nameOf(arguments)));
            case "createMailbox" -> {
                provisioned.add(nameOf(arguments));
                yield Optional.empty();
            }
            case "startProcessingRequest", "endProcessingRequest" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private static String nameOf(Object @Nullable [] arguments) {
        if (arguments == null) {
            throw new IllegalArgumentException("no path");
        }
        MailboxPath path = (MailboxPath) arguments[0];
        return path.getUser().asString() + "/" + path.getName();
    }
}
