package io.mailwarden.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.alert.outbox.Channel;
import io.mailwarden.alert.outbox.NotDelivered;
import io.mailwarden.engine.response.alert.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Alerts as JSON over HTTP. An answer of 200 to 299 means that the receiver has it; every other, and none within the
 * time, that it does not. Redirects are not followed, and the answer's body is not read. Thread-safe.
 */
final class WebhookChannel implements Channel {

    static final String NAME = "webhook";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final WebhookBody body;
    private final Optional<Signature> signature;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    WebhookChannel(URI url, WebhookBody body, Optional<Signature> signature, Duration timeout, Clock clock) {
        this.url = url;
        this.body = body;
        this.signature = signature;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void deliver(String id, Alert alert) {
        int unused = post(id, alert);
    }

    @Override
    public String tried(String id, Alert alert) {
        return "the receiver answered HTTP " + post(id, alert);
    }

    private int post(String id, Alert alert) {
        int status = status(request(id, bytes(id, alert)));
        if (status < 200 || status > 299) {
            throw new NotDelivered("the receiver answered " + status, null);
        }
        return status;
    }

    private byte[] bytes(String id, Alert alert) {
        try {
            return JSON.writeValueAsBytes(body.of(id, alert));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest request(String id, byte[] bytes) {
        long seconds = clock.instant().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Mailwarden")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .POST(BodyPublishers.ofByteArray(bytes));
        signature.ifPresent(key -> request.header("webhook-signature", key.of(id, seconds, bytes)));
        return request.build();
    }

    private int status(HttpRequest request) {
        CompletableFuture<HttpResponse<InputStream>> answer = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            response.body().close();
            return response.statusCode();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NotDelivered("the receiver did not answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            // The message may have the URL, which may be a secret.
            throw new NotDelivered("the receiver could not be reached: " + kind(e), e);
        } catch (IOException e) {
            throw new NotDelivered("the answer could not be read", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NotDelivered("interrupted", e);
        }
    }

    private static String kind(ExecutionException error) {
        Throwable cause = error.getCause();
        return (cause == null ? error : cause).getClass().getSimpleName();
    }
}
