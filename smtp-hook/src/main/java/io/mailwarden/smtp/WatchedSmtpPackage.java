package io.mailwarden.smtp;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.smtpserver.CoreCmdHandlerLoader;
import org.apache.james.smtpserver.DataLineJamesMessageHookHandler;

/**
 * James's own SMTP commands with AUTH and the end of DATA watched, and a gate before what sends: the
 * {@code coreHandlersPackage} of every {@code <smtpserver>}. Every one, because James answers AUTH also where it does
 * not announce it.
 */
public final class WatchedSmtpPackage implements HandlersPackage {

    /** James asks handlers in their order, and the first that answers is the last that is asked. */
    private static final List<String> FIRST = List.of(SendingGate.class.getName(), SessionCloser.class.getName());

    private static final Map<String, String> WATCHED = Map.of(
            AuthCmdHandler.class.getName(), WatchedAuthHandler.class.getName(),
            DataLineJamesMessageHookHandler.class.getName(), WatchedDataHandler.class.getName());

    @Override
    public List<String> getHandlers() {
        Stream<String> watched = new CoreCmdHandlerLoader()
                .getHandlers().stream().map(handler -> WATCHED.getOrDefault(handler, handler));
        return Stream.concat(FIRST.stream(), watched).toList();
    }
}
