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
import java.util.List;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeReview review = new FakeReview();
    private WebAdmin server;
    private String token = "";

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        NoAuthenticationFilter open = new NoAuthenticationFilter();
        Alarms alarms = new Alarms(TestClock.at("2026-05-03T06:50:03Z"));
        FakeControls controls = new FakeControls();
        RescanRoutes rescans = FakeRescans.routes(review, controls);
        server = new WebAdmin(
                new MailwardenRoutes(review, controls, rescans, new AdminSettings(file), open, alarms), open);
        token = Files.readString(file).strip();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode answer(int status, String path) throws IOException {
        HttpResponse<String> response = server.send("GET", path, "Authorization", "Bearer " + token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    @Test
    void accountIsShownWithItsLogins() throws IOException {
        assertThat(answer(200, "/mailwarden/accounts/BOB@example.org"))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"account":"bob@example.org","state":"critical","firstSeen":"2026-05-03T06:50:03.768Z",
                         "learnedLogins":40,"countries":["NO"],"clients":["Thunderbird"],"messages24h":5,
                         "recipients24h":60,"countries24h":2}
                        """));
        assertThat(answer(200, "/mailwarden/accounts/bob%40example.org/logins?limit=3"))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"items":[{"at":"2026-05-03T06:50:03.768Z","protocol":"imap","outcome":"accepted",
                          "address":"198.51.100.7","place":"NO, Telenor Norge AS","client":"Thunderbird 128.0","tls":true,
                          "anomalies":["impossible-travel"]}]}
                        """));
        assertThat(review.asked).containsExactly("logins bob@example.org 3");
    }

    @Test
    void unknownAccountIsNotFound() throws IOException {
        for (String path :
                List.of("/mailwarden/accounts/eve@example.org", "/mailwarden/accounts/eve@example.org/logins")) {
            JsonNode error = answer(404, path);
            assertThat(error.get("type").asText()).isEqualTo("notFound");
            assertThat(error.get("message").asText()).contains("eve@example.org");
        }
    }
}
