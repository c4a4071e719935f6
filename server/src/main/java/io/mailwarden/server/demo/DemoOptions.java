package io.mailwarden.server.demo;

import io.mailwarden.server.EmbeddedJames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the demo was told on the command line.
 *
 * @param root the repository
 * @param exit whether it ends by itself
 * @param listeners James's ports, by configured port
 * @param keys the key that chooses each port, by the port that it chose
 * @param sink port of the outside world
 */
record DemoOptions(Path root, boolean exit, Map<Integer, Integer> listeners, Map<Integer, String> keys, int sink) {

    private static final String SINK = "demo.sink.port";
    private static final Map<Integer, String> KEYS = Map.of(
            25,
            "demo.smtp.port",
            465,
            "demo.smtps.port",
            587,
            "demo.submission.port",
            143,
            "demo.imap.port",
            993,
            "demo.imaps.port",
            EmbeddedJames.WEB_ADMIN,
            "demo.admin.port");

    DemoOptions {
        listeners = Map.copyOf(listeners);
        keys = Map.copyOf(keys);
    }

    static DemoOptions fromSystemProperties() throws Unplayable {
        Map<Integer, Integer> listeners = new LinkedHashMap<>();
        Map<Integer, String> keys = new LinkedHashMap<>();
        for (Map.Entry<Integer, String> listener : KEYS.entrySet()) {
            int port = port(listener.getValue());
            listeners.put(listener.getKey(), port);
            name(keys, port, listener.getValue());
        }
        int sink = port(SINK);
        name(keys, sink, SINK);
        return new DemoOptions(
                Path.of(System.getProperty("mailwarden.root", "."))
                        .toAbsolutePath()
                        .normalize(),
                Boolean.getBoolean("demo.exit"),
                listeners,
                keys,
                sink);
    }

    private static int port(String key) throws Unplayable {
        Integer port = Integer.getInteger(key);
        if (port == null || port < 1 || port > 65_535) {
            throw new Unplayable("-D" + key + " must be a port, 1 to 65535: " + System.getProperty(key));
        }
        return port;
    }

    private static void name(Map<Integer, String> keys, int port, String key) throws Unplayable {
        String other = keys.putIfAbsent(port, key);
        if (other != null) {
            throw new Unplayable(String.format(
                    Locale.ROOT, "-D%s and -D%s are the same port, %d: each needs its own", other, key, port));
        }
    }
}
