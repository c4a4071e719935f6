package io.mailwarden.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What administrators have beside a mailbox: a web server and a syslog server, on 127.0.0.1. Thread-safe. */
final class AlertReceiver {

    /**
     * What was posted.
     *
     * @param signature as the header has it
     * @param signed what it has to be the signature of
     */
    record Post(String signature, String signed, String body) {

        JsonNode data() throws IOException {
            return new ObjectMapper().readTree(body).path("data");
        }
    }

    private static final int MOST_BYTES = 65_536;

    private final HttpServer web;
    private final DatagramSocket syslog;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    private AlertReceiver(HttpServer web, DatagramSocket syslog) {
        this.web = web;
        this.syslog = syslog;
    }

    /** Listens until the process ends. */
    static AlertReceiver listening() {
        try {
            InetAddress here = InetAddress.getLoopbackAddress();
            HttpServer web = HttpServer.create(new InetSocketAddress(here, 0), 0);
            AlertReceiver receiver = new AlertReceiver(web, new DatagramSocket(0, here));
            web.createContext("/alerts", receiver::take);
            web.start();
            Thread reader = new Thread(receiver::read, "syslog");
            reader.setDaemon(true);
            reader.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the web server answers 503, or no longer does. */
    void down(boolean yes) {
        down = yes;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!down) {
                String id = exchange.getRequestHeaders().getFirst("webhook-id");
                String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
                String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
                posts.add(new Post(signature, id + "." + time + "." + body, body));
            }
            exchange.sendResponseHeaders(down ? 503 : 204, -1);
        }
    }

    private void read() {
        byte[] bytes = new byte[MOST_BYTES];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                syslog.receive(packet);
                lines.add(new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + web.getAddress().getPort() + "/alerts";
    }

    String syslogAddress() {
        return "127.0.0.1:" + syslog.getLocalPort();
    }

    /** What was posted about the account with that cause. */
    List<Post> posts(String account, String cause) throws IOException {
        List<Post> found = new CopyOnWriteArrayList<>();
        for (Post post : posts) {
            JsonNode data = post.data();
            if (data.path("account").asText().equals(account)
                    && data.path("cause").asText().equals(cause)) {
                found.add(post);
            }
        }
        return found;
    }

    /** The syslog lines that contain that. */
    List<String> lines(String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }
}
