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

    // An attribute of the session: asked for several times in it, and binding copies all that the thread has bound.
    private static final String READ = "mailwarden.address";

    /** The address that was read of that builder; James makes another one when the address changes. */
    private record ReadAddress(MDCBuilder from, Optional<Address> address) {}

    private ImapAddress() {}

    /** The client's address; empty where James says none. */
    static Optional<Address> of(ImapSession session) {
        return session.getAttribute(ImapChannelUpstreamHandler.MDC_KEY) instanceof MDCBuilder bound
                ? of(session, bound)
                : Optional.empty();
    }

    private static Optional<Address> of(ImapSession session, MDCBuilder bound) {
        if (session.getAttribute(READ) instanceof ReadAddress read && read.from() == bound) {
            return read.address();
        }
        Optional<Address> address = Optional.ofNullable(bound(bound)).flatMap(ImapAddress::parse);
        session.setAttribute(READ, new ReadAddress(bound, address));
        return address;
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
