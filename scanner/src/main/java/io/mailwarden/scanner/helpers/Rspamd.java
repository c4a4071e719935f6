package io.mailwarden.scanner.helpers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.support.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Rspamd by its HTTP protocol: {@code POST /checkv2} (https://docs.rspamd.com/developers/protocol/). */
public final class Rspamd implements Helper {

    // Rspamd itself reads 50 MiB by default, and refuses more; a message of this size is hardly phishing.
    static final int MOST_SENT = 25 * 1024 * 1024;
    static final int MOST_READ = 1024 * 1024;

    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_REASONS = 5;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    // Rspamd's actions by how sure they are. It sees much of what the own scanner sees: joined, both would count twice.
    private static final double REJECT = 0.9;
    private static final double ADD_HEADER = 0.5;
    private static final double GREYLIST = 0.15;

    private final URI check;
    private final Duration timeout;
    private final HttpClient client;

    public Rspamd(URI base, Duration timeout) {
        this.check = URI.create(base.toString().replaceAll("/+$", "") + "/checkv2");
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public String name() {
        return "rspamd";
    }

    @Override
    public Opinion ask(ScanTarget target) throws IOException, InterruptedException {
        byte[] message;
        try (InputStream in = target.source().open()) {
            message = in.readNBytes(MOST_SENT + 1);
        }
        if (message.length > MOST_SENT) {
            return Opinion.NOTHING;
        }
        HttpResponse<byte[]> response = send(request(target, message));
        if (response.statusCode() != 200) {
            throw new IOException("Rspamd answers " + response.statusCode());
        }
        return opinion(response.body());
    }

    private HttpRequest request(ScanTarget target, byte[] message) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(check).timeout(timeout).POST(HttpRequest.BodyPublishers.ofByteArray(message));
        target.sender().map(Rspamd::header).filter(text -> !text.isEmpty()).ifPresent(sender -> {
            request.header("From", sender);
            request.header("User", sender);
        });
        target.recipients().stream()
                .limit(MOST_RECIPIENTS)
                .map(Rspamd::header)
                .filter(text -> !text.isEmpty())
                .forEach(recipient -> request.header("Rcpt", recipient));
        return request.build();
    }

    // Addresses may hold what no header may.
    private static String header(String address) {
        String text = Text.printable(address, 320).strip();
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text) ? text : "";
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new BoundedBody(MOST_READ));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Opinion opinion(byte[] body) throws IOException {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException("Rspamd answers no JSON", e);
        }
        if (answer == null || !answer.path("action").isTextual()) {
            throw new IOException("Rspamd answers without an action");
        }
        String action = answer.path("action").asText();
        double score = score(action, answer);
        return score > 0 ? new Opinion(score, List.of(reason(action, answer))) : Opinion.NOTHING;
    }

    private static double score(String action, JsonNode answer) {
        return switch (action) {
            case "reject", "discard", "quarantine" -> REJECT;
            case "add header", "rewrite subject" -> ADD_HEADER;
            case "greylist" -> GREYLIST;
            // The last is about rates, not about the message.
            case "no action", "soft reject" -> 0;
            // One of the operator's own, which may be about anything: by what Rspamd rejects at.
            default -> {
                double rejected = answer.path("required_score").asDouble(0);
                yield rejected > 0 && answer.path("score").asDouble() >= rejected ? ADD_HEADER : 0;
            }
        };
    }

    private static String reason(String action, JsonNode answer) {
        List<JsonNode> symbols = new ArrayList<>();
        answer.path("symbols").elements().forEachRemaining(symbols::add);
        List<String> heaviest = symbols.stream()
                .filter(symbol -> symbol.path("score").asDouble() > 0)
                .sorted(Comparator.comparingDouble(
                        (JsonNode symbol) -> -symbol.path("score").asDouble()))
                .limit(MOST_REASONS)
                .map(symbol -> symbol.path("name").asText())
                .toList();
        String text = "Rspamd: " + action + " at " + answer.path("score").asDouble()
                + (answer.path("required_score").isNumber()
                        ? " of " + answer.path("required_score").asDouble()
                        : "")
                // Of its own test message (GTUBE) it names none.
                + (heaviest.isEmpty() ? "" : ", for " + String.join(", ", heaviest));
        return Text.printable(text, 300);
    }
}
