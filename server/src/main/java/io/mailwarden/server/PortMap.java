package io.mailwarden.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which port of 127.0.0.1 stands for which configured one, such as 2993 for 993. A configured port that is not named
 * gets a free one when it is first asked for. Not thread-safe.
 */
public final class PortMap {

    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 30_000;
    private static final int ATTEMPTS = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Integer, Integer> actual;

    private PortMap(Map<Integer, Integer> chosen) {
        this.actual = new HashMap<>(chosen);
    }

    /** A map that gives each configured port a free one. */
    public static PortMap free() {
        return new PortMap(Map.of());
    }

    /** These ports; free ones for what is not named. */
    public static PortMap chosen(Map<Integer, Integer> actualByConfigured) {
        return new PortMap(actualByConfigured);
    }

    /** The port that stands for the configured one. */
    public int actual(int configured) {
        Integer chosen = actual.get(configured);
        if (chosen == null) {
            chosen = freePort();
            actual.put(configured, chosen);
        }
        return chosen;
    }

    /** Those of the chosen ports that something else listens on. */
    public List<Integer> taken() {
        return actual.values().stream().filter(port -> !isFree(port)).sorted().toList();
    }

    /** Moves every listener of SMTP, IMAP, POP3, ManageSieve, LMTP and WebAdmin to its port on 127.0.0.1. */
    Overlay overlay() {
        return conf -> {
            for (String server : List.of("smtpserver", "imapserver", "pop3server", "managesieveserver", "lmtpserver")) {
                if (conf.resolve(server + ".xml").toFile().exists()) {
                    XmlFile.edit(conf.resolve(server + ".xml"), document -> XmlFile.all(document, "bind")
                            .forEach(bind -> bind.setTextContent("127.0.0.1:" + actual(port(bind.getTextContent())))));
                }
            }
            Overlays.property("webadmin.properties", "host", "127.0.0.1").applyTo(conf);
            Overlays.property("webadmin.properties", "port", Integer.toString(actual(EmbeddedJames.WEB_ADMIN)))
                    .applyTo(conf);
        };
    }

    private static int port(String bind) {
        return Integer.parseInt(bind.substring(bind.lastIndexOf(':') + 1).strip());
    }

    /** Below the range from which systems give ports to clients: a client could take it before the server does. */
    private int freePort() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = LOWEST + RANDOM.nextInt(HIGHEST - LOWEST);
            if (!actual.containsValue(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on 127.0.0.1 from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
