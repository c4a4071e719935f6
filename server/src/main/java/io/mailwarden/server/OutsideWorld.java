package io.mailwarden.server;

import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** All other mail servers of the world: takes every message, delivers none. Thread-safe. */
public final class OutsideWorld implements AutoCloseable {

    private static final long START_TIMEOUT_MS = 30_000;

    private final GreenMail sink;
    private final int port;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicLong refusals = new AtomicLong();

    private OutsideWorld(GreenMail sink, int port) {
        this.sink = sink;
        this.port = port;
        UserManager users = sink.getUserManager();
        MessageDeliveryHandler usual = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((message, recipient) -> {
            if (refused.contains(recipient.getHost())) {
                refusals.incrementAndGet();
                throw new IllegalStateException("not now");
            }
            return usual.handle(message, recipient);
        });
    }

    /** Starts mail servers of the outside world on a port of 127.0.0.1. */
    public static OutsideWorld listeningOn(int port) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START_TIMEOUT_MS);
        GreenMail sink = new GreenMail(setup);
        sink.start();
        return new OutsideWorld(sink, port);
    }

    /** From now on answers 451 to what goes to that domain, so that the sender tries again later. */
    public void refuse(String domain) {
        refused.add(domain);
    }

    /** How often it answered so. */
    public long refusals() {
        return refusals.get();
    }

    /** The port on which it listens. */
    public int port() {
        return port;
    }

    /** Has a server send all that leaves here. */
    public Overlay overlay() {
        return Overlays.gateway("127.0.0.1", port);
    }

    /** What arrived, one for each recipient, as raw text in ISO 8859-1. */
    public List<String> arrived() {
        List<String> texts = new ArrayList<>();
        for (MimeMessage message : sink.getReceivedMessages()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                message.writeTo(bytes);
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException("what arrived cannot be read", e);
            }
            texts.add(bytes.toString(StandardCharsets.ISO_8859_1));
        }
        return texts;
    }

    /** The subjects of what arrived, in order, one for each recipient. */
    public List<String> subjects() {
        return Arrays.stream(sink.getReceivedMessages())
                .map(OutsideWorld::subject)
                .toList();
    }

    /** How many messages arrived whose subject begins so; each recipient's counts. */
    public long countBySubject(String beginning) {
        return Arrays.stream(sink.getReceivedMessages())
                .filter(message -> subject(message).startsWith(beginning))
                .count();
    }

    private static String subject(MimeMessage message) {
        try {
            String subject = message.getSubject();
            return subject == null ? "" : subject;
        } catch (MessagingException e) {
            throw new IllegalStateException("what arrived cannot be read", e);
        }
    }

    @Override
    public void close() {
        sink.stop();
    }
}
