package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives the alerts of all nodes by webhook, and takes each. Thread-safe. */
final class Hooks implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a secret of this test, long enough";

    /** An alert that came. */
    record Told(String id, String account, String cause, String incident, boolean digest) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** Listens on 127.0.0.1. */
    Hooks() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            JsonNode data = body.path("data");
            told.add(new Told(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    data.path("account").asText(),
                    data.path("cause").asText(),
                    data.path("incident").asText(),
                    body.path("type").asText().endsWith("digest")));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Has a server tell all its alerts here, as many as there are. */
    Overlay overlay() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        return conf -> {
            String file = "mailwarden.properties";
            Overlays.property(file, "alert.webhook-url", url).applyTo(conf);
            Overlays.property(file, "alert.per-hour", "1000").applyTo(conf);
            Overlays.property(file, "alert.per-two-days", "10000").applyTo(conf);
            Overlays.file("mailwarden-webhook-secret", SECRET).applyTo(conf);
        };
    }

    /** All that came, in order. */
    List<Told> told() {
        return List.copyOf(told);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
