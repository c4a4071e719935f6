package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountRoutesTest extends RoutesOfTest {

    @Test
    void accountIsShownWithItsLogins() throws IOException {
        assertThat(answer(200, "GET", "/mailwarden/accounts/BOB@example.org", ""))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"account":"bob@example.org","state":"critical","firstSeen":"2026-05-03T06:50:03.768Z",
                         "learnedLogins":40,"countries":["NO"],"clients":["Thunderbird"],"messages24h":5,
                         "recipients24h":60,"countries24h":2}
                        """));
        assertThat(answer(200, "GET", "/mailwarden/accounts/bob%40example.org/logins?limit=3", ""))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"items":[{"at":"2026-05-03T06:50:03.768Z","protocol":"imap","outcome":"accepted",
                          "address":"198.51.100.7","place":"NO, Telenor Norge AS",
                          "position":{"lat":59.9,"lon":10.7,"accuracyKm":20.0},
                          "client":"Thunderbird 128.0","tls":true,"anomalies":["impossible-travel"]}]}
                        """));
        assertThat(review.asked).containsExactly("logins bob@example.org 3");
    }

    @Test
    void unknownAccountIsNotFound() throws IOException {
        for (String path :
                List.of("/mailwarden/accounts/eve@example.org", "/mailwarden/accounts/eve@example.org/logins")) {
            JsonNode error = answer(404, "GET", path, "");
            assertThat(error.get("type").asText()).isEqualTo("notFound");
            assertThat(error.get("message").asText()).contains("eve@example.org");
        }
    }
}
