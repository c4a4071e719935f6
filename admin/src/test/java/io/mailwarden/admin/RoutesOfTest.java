package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.response.alert.AlertStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A WebAdmin with Mailwarden's routes over fakes, for one test, asked with the token. */
abstract class RoutesOfTest {

    static final ObjectMapper JSON = new ObjectMapper();

    final FakeReview review = new FakeReview();
    final FakeControls controls = new FakeControls();
    final FakeRules rules = new FakeRules();
    final FakeRescans rescans = new FakeRescans();
    final FakeBacktests backtests = new FakeBacktests();
    final FakeDirectory directory = new FakeDirectory();
    final AlertStore alerts = review.alerts;
    private WebAdmin server;
    private String token = "";

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        NoAuthenticationFilter open = new NoAuthenticationFilter();
        server = new WebAdmin(
                new MailwardenRoutes(
                        TestPorts.with(TestPorts.of(review, controls, rules, rescans, directory), backtests),
                        TestConsole.withTokenIn(file).console(open)),
                open);
        token = Files.readString(file).strip();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    HttpResponse<String> send(String method, String path) {
        return send(method, path, "");
    }

    HttpResponse<String> send(String method, String path, String body) {
        return server.sendBody(method, path, body, "Authorization", "Bearer " + token);
    }

    /** Asks without the token. */
    HttpResponse<String> anonymously(String method, String path, String... headers) {
        return server.send(method, path, headers);
    }

    /** The body of an answer with that status; an empty object when it has none. */
    JsonNode answer(int status, String method, String path, String body) throws IOException {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    JsonNode get(String path) throws IOException {
        return answer(200, "GET", path, "");
    }
}
