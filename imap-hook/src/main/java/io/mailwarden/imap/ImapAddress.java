package io.mailwarden.imap;

import io.mailwarden.engine.event.Address;
import java.util.Map;
import java.util.Optional;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imapserver.netty.ImapChannelUpstreamHandler;
import org.apache.james.util.MDCBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where an IMAP session comes from. James 3.8 gives its sessions no address; what it binds to them for its log has one,
 * and is renewed when the PROXY protocol tells the client's own.
 */
final class ImapAddress {

    private ImapAddress() {}

    /** The client's address; empty where James says none. */
    static Optional<Address> of(ImapSession session) {
        return session.getAttribute(ImapChannelUpstreamHandler.MDC_KEY) instanceof MDCBuilder bound
                ? Optional.ofNullable(bound(bound)).flatMap(ImapAddress::parse)
                : Optional.empty();
    }

    // The only way to read the builder is to bind it to the thread; James may have bound it already, and needs it
    // still.
    private static @Nullable String bound(MDCBuilder context) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        try {
            context.build();
            return MDC.get(MDCBuilder.IP);
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable Map<String, String> before) {
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }

    /** Reads "192.0.2.1" and, as a balancer's session has it, "/192.0.2.1:5555" or "/[2001:db8::1]:5555". */
    static Optional<Address> parse(String text) {
        int slash = text.lastIndexOf('/');
        int port = text.lastIndexOf(':');
        return Address.parse(slash < 0 || port < slash ? text.substring(slash + 1) : text.substring(slash + 1, port));
    }
}
