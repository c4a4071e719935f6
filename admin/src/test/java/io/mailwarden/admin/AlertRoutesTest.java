package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.response.alert.AlertRow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertRoutesTest extends RoutesOfTest {

    private static final String ALERTS = "/mailwarden/alerts";
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Three, a second apart: the first was sent, the second failed once, and nobody looked at the third. */
    @BeforeEach
    void raise() {
        for (int i = 0; i < 3; i++) {
            Instant at = NOON.plusSeconds(i);
            alerts.raise("id" + i, alert("owner" + i + "@example.org", at), AlertLimits.defaults(), at);
        }
        AlertRow first = claim();
        alerts.delivered(first.id(), "webhook", NOON);
        alerts.delivered(first.id(), "mail", NOON);
        alerts.sent(first);
        AlertRow second = claim();
        alerts.delivered(second.id(), "mail", NOON);
        alerts.later(second, NOON.plusSeconds(31), "webhook: the receiver answered 500");
    }

    private AlertRow claim() {
        return alerts.claim(NOON.plusSeconds(3), LEASE).orElseThrow();
    }

    private static Alert alert(String account, Instant at) {
        return new Alert(
                Optional.of(new Account(account)),
                "critical takeover",
                Severity.CRITICAL,
                Optional.of("i1"),
                at,
                new AlertContent("Lagos 40 min after Oslo", List.of(), List.of(), List.of()));
    }

    @Test
    void showsHowFarEachGotTheLatestFirst() throws IOException {
        JsonNode items = get(ALERTS).get("items");

        assertThat(items.findValuesAsText("id")).containsExactly("id2", "id1", "id0");
        assertThat(items.get(1))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"id": "id1", "account": "owner1@example.org", "severity": "critical",
                                 "cause": "critical takeover", "incident": "i1", "headline": "Lagos 40 min after Oslo",
                                 "raised": "2026-05-03T12:00:01Z", "state": "waiting", "attempts": 1,
                                 "nextAttempt": "2026-05-03T12:00:31Z", "delivered": ["mail"],
                                 "error": "webhook: the receiver answered 500"}
                                """));
        assertThat(items.get(2).get("delivered").toString()).isEqualTo("[\"mail\",\"webhook\"]");
        assertThat(items.get(2).has("nextAttempt")).isFalse();
        assertThat(items.get(2).has("error")).isFalse();
    }

    @Test
    void showsThoseInAState() throws IOException {
        assertThat(get(ALERTS + "?state=sent").get("items").findValuesAsText("id"))
                .containsExactly("id0");
        assertThat(get(ALERTS + "?state=waiting").get("items")).hasSize(2);
        assertThat(get(ALERTS + "?state=given-up").get("items")).isEmpty();
        answer(400, "GET", ALERTS + "?state=lost", "");
    }

    @Test
    void goesOnWhereThePageBeforeEnded() throws IOException {
        JsonNode first = get(ALERTS + "?limit=2");
        JsonNode rest =
                get(ALERTS + "?limit=2&cursor=" + first.get("nextCursor").asText());

        assertThat(first.get("items")).hasSize(2);
        assertThat(rest.get("items").findValuesAsText("id")).containsExactly("id0");
        assertThat(rest.has("nextCursor")).isFalse();
        answer(400, "GET", ALERTS + "?cursor=next", "");
    }

    @Test
    void isShownToNobodyWithoutTheToken() {
        assertThat(anonymously("GET", ALERTS).statusCode()).isEqualTo(401);
    }
}
