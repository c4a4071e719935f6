package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.fixtures.TestClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLOCK = "/mailwarden/accounts/bob@example.org/block";

    private final FakeControls controls = new FakeControls();
    private WebAdmin server;
    private String token = "";

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        NoAuthenticationFilter open = new NoAuthenticationFilter();
        server = new WebAdmin(
                new MailwardenRoutes(
                        new FakeReview(),
                        controls,
                        new AdminSettings(file),
                        open,
                        new Alarms(TestClock.at("2026-05-03T06:50:03Z"))),
                open);
        token = Files.readString(file).strip();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return server.sendBody(method, path, body, "Authorization", "Bearer " + token);
    }

    private JsonNode answer(int status, String method, String path, String body) throws IOException {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    @Test
    void blocksAndUnblocks() throws IOException {
        JsonNode block = answer(201, "POST", BLOCK, "{\"reason\":\"left us\",\"until\":\"2026-06-01T00:00:00Z\"}");
        assertThat(block.get("restriction").asText()).isEqualTo("block");
        assertThat(block.get("author").asText()).isEqualTo("administrator");
        assertThat(block.get("by").asText()).isEqualTo("token");
        assertThat(block.get("until").asText()).isEqualTo("2026-06-01T00:00:00Z");
        answer(201, "POST", BLOCK, "{\"reason\":\"newsletter\",\"restriction\":\"hold\"}");

        JsonNode blocks = answer(200, "GET", BLOCK, "").get("items");
        assertThat(blocks).hasSize(2);
        assertThat(blocks.findValuesAsText("restriction")).containsExactlyInAnyOrder("block", "hold");

        assertThat(answer(200, "DELETE", BLOCK, "").get("lifted").asInt()).isEqualTo(2);
        assertThat(answer(200, "DELETE", BLOCK, "").get("lifted").asInt()).isZero();
        assertThat(answer(200, "GET", BLOCK, "").get("items")).isEmpty();
    }

    @Test
    void setsAndTakesBackModes() throws IOException {
        answer(204, "PUT", "/mailwarden/modes/@Example.org", "{\"mode\":\"detect\"}");
        answer(204, "PUT", "/mailwarden/modes/*", "{\"mode\":\"remediate\"}");

        assertThat(answer(200, "GET", "/mailwarden/modes", "").get("items").toString())
                .isEqualTo(
                        "[{\"scope\":\"*\",\"mode\":\"remediate\"},{\"scope\":\"@example.org\",\"mode\":\"detect\"}]");

        answer(204, "DELETE", "/mailwarden/modes/@example.org", "");
        answer(404, "DELETE", "/mailwarden/modes/@example.org", "");
        assertThat(answer(200, "GET", "/mailwarden/modes", "").get("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/mailwarden/accounts/bob@example.org/block||'reason' must be given",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":\"x\",\"why\":1}|Unknown field 'why'",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":7}|must be a text",
                "POST|/mailwarden/accounts/bob@example.org/block|[]|must be a JSON object",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason|must be a JSON object",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":\"x\",\"until\":\"now\"}|ISO 8601",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":\"x\",\"until\":\"2020-01-01T00:00:00Z\"}|time to come",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":\"x\",\"restriction\":\"none\"}|block or refuse or defer or hold",
                "POST|/mailwarden/accounts/%20/block|{\"reason\":\"x\"}|account",
                "PUT|/mailwarden/modes/@example.org|{\"mode\":\"off\"}|detect or remediate or prevent",
                "PUT|/mailwarden/modes/@example.org||'mode' must be given",
                "PUT|/mailwarden/modes/@|{\"mode\":\"detect\"}|such as @example.org",
                "DELETE|/mailwarden/accounts/bob@example.org/block?x=1||Unknown parameter"
            })
    void saysWhatIsExpected(String method, String path, String body, String words) throws IOException {
        JsonNode error = answer(400, method, path, body == null ? "" : body);

        assertThat(error.get("message").asText()).contains(words);
    }

    @Test
    void aStoreThatIsGoneChangesNothing() throws IOException {
        controls.unavailable = true;

        assertThat(answer(503, "POST", BLOCK, "{\"reason\":\"x\"}").get("type").asText())
                .isEqualTo("ServerError");
        answer(503, "DELETE", BLOCK, "");
        answer(503, "PUT", "/mailwarden/modes/*", "{\"mode\":\"detect\"}");
    }

    @Test
    void anIncidentTellsWhatWasDone() throws IOException {
        JsonNode done = answer(200, "GET", "/mailwarden/incidents/i1", "").get("done");

        assertThat(done).hasSize(1);
        assertThat(done.get(0).get("response").asText()).isEqualTo("block-outgoing");
        assertThat(done.get(0).get("words").asText()).isEqualTo("what it sends is held");
    }
}
