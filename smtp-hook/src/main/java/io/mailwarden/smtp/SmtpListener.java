package io.mailwarden.smtp;

import io.mailwarden.door.ListenerSettings;
import io.mailwarden.door.WatchedListener;
import java.util.List;
import java.util.Optional;

/**
 * Which {@code <smtpserver>} blocks are watched: those with {@link WatchedSmtpPackage} that let nobody send without an
 * account.
 */
public final class SmtpListener implements WatchedListener {

    /** The name of {@link WatchedSmtpPackage}, which cannot be loaded where James is not. */
    static final String PACKAGE = "io.mailwarden.smtp.WatchedSmtpPackage";

    @Override
    public String kind() {
        return "smtp";
    }

    @Override
    public Optional<String> lacks(ListenerSettings settings) {
        List<String> handlers = settings.own("handlerchain[@coreHandlersPackage]");
        if (!handlers.equals(List.of(PACKAGE))) {
            return Optional.of("its <handlerchain> in smtpserver.xml lacks coreHandlersPackage=\"" + PACKAGE + "\"");
        }
        boolean relays = settings.own("authorizedAddresses").stream().anyMatch(addresses -> !addresses.isBlank());
        return relays
                ? Optional.of(
                        "<authorizedAddresses> in smtpserver.xml lets those addresses send without an account; remove it")
                : Optional.empty();
    }
}
