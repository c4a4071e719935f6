package io.mailwarden.server.client;

import java.time.Duration;
import java.util.Optional;

/**
 * A listener on 127.0.0.1, and who knocks at it.
 *
 * @param port where it listens
 * @param tls whether the connection begins with TLS; any certificate is taken
 * @param client address told by the PROXY protocol; empty where the listener does not speak it
 * @param patience how long to wait for an answer
 */
public record Listener(int port, boolean tls, Optional<String> client, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A listener in clear text, which may offer STARTTLS. */
    public static Listener plain(int port) {
        return new Listener(port, false, Optional.empty(), PATIENCE);
    }

    /** TLS from the first byte. */
    public static Listener tls(int port) {
        return new Listener(port, true, Optional.empty(), PATIENCE);
    }

    /** The same door, knocked at from that address. */
    public Listener from(String address) {
        return new Listener(port, tls, Optional.of(address), patience);
    }
}
