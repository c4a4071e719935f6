package io.mailwarden.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Mailwarden's administration API, as an administrator calls it. Thread-safe. */
public final class AdminClient {

    /**
     * An answer of WebAdmin: status and body.
     *
     * @param status HTTP status
     * @param body as it came
     */
    public record HttpReply(int status, String body) {

        /** The body of the answer, parsed as JSON. */
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final Optional<String> token;

    /**
     * A client of the WebAdmin on 127.0.0.1.
     *
     * @param port where it listens
     * @param token what shows that it may; empty for a stranger
     */
    public AdminClient(int port, Optional<String> token) {
        this.base = URI.create("http://127.0.0.1:" + port + "/");
        this.token = token;
    }

    /** Where that path is. */
    public URI uri(String path) {
        return base.resolve(path);
    }

    /** Asks, with a path such as {@code mailwarden/overview}. */
    public HttpReply get(String path) throws IOException {
        return call("GET", path, "");
    }

    /** Does, such as {@code mailwarden/held/{id}/release}. */
    public HttpReply post(String path) throws IOException {
        return post(path, "");
    }

    /** Makes something of that JSON, such as {@code mailwarden/accounts/{account}/block}. */
    public HttpReply post(String path, String json) throws IOException {
        return call("POST", path, json);
    }

    /** Sets something to that JSON, such as {@code mailwarden/modes/*}. */
    public HttpReply put(String path, String json) throws IOException {
        return call("PUT", path, json);
    }

    /** Sends a DELETE request. */
    public HttpReply delete(String path) throws IOException {
        return call("DELETE", path, "");
    }

    private HttpReply call(String method, String path, String body) throws IOException {
        HttpRequest.BodyPublisher content = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method, content);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new HttpReply(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + path, e);
        }
    }
}
