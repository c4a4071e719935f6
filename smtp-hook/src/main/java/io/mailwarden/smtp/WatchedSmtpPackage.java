package io.mailwarden.smtp;

import java.util.List;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.smtpserver.CoreCmdHandlerLoader;

/**
 * James's own SMTP commands with AUTH watched: the {@code coreHandlersPackage} of every {@code <smtpserver>}. Every one,
 * because James answers AUTH also where it does not announce it.
 */
public final class WatchedSmtpPackage implements HandlersPackage {

    @Override
    public List<String> getHandlers() {
        return new CoreCmdHandlerLoader()
                .getHandlers().stream().map(WatchedSmtpPackage::watched).toList();
    }

    private static String watched(String handler) {
        return handler.equals(AuthCmdHandler.class.getName()) ? WatchedAuthHandler.class.getName() : handler;
    }
}
