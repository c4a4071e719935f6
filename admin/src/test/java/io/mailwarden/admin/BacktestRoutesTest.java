package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.engine.fixtures.TestTrials;
import io.mailwarden.engine.review.backtest.BacktestRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestRoutesTest extends RoutesOfTest {

    private static final String BACKTESTS = "/mailwarden/backtests";
    private static final String PERIOD = "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-04-08T00:00:00Z\"";
    private static final String WANTED =
            "{" + PERIOD + ",\"changes\":{\"incident.opens-at\":0.6,\"policy.mode\":\"prevent\"}}";

    @Test
    void beginsOneAndShowsHowFarItIs() throws IOException {
        JsonNode begun = answer(201, "POST", BACKTESTS, WANTED);

        assertThat(begun.get("state").asText()).isEqualTo("running");
        assertThat(begun.get("taskId").asText()).isEqualTo("5ca3f4d0-0000-4000-8000-000000000002");
        assertThat(begun.get("startedBy").asText()).isEqualTo("token");
        assertThat(begun.at("/changes/incident.opens-at").asText()).isEqualTo("0.6");
        assertThat(begun.get("learnsFrom").asText()).isEqualTo(FakeBacktests.OLDEST.toString());
        assertThat(begun.has("result")).isFalse();

        JsonNode shown = get(BACKTESTS + "/" + begun.get("id").asText());
        assertThat(shown).isEqualTo(begun);
        assertThat(get(BACKTESTS).at("/items/0")).isEqualTo(begun);
    }

    @Test
    void runsOneAtATime() throws IOException {
        String id = answer(201, "POST", BACKTESTS, WANTED).get("id").asText();

        assertThat(answer(409, "POST", BACKTESTS, WANTED).get("message").asText())
                .contains(id, "cancel it");

        answer(204, "DELETE", BACKTESTS + "/" + id, "");
        JsonNode cancelled = get(BACKTESTS + "/" + id);
        assertThat(cancelled.get("state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.get("words").asText()).isEqualTo("cancelled by token");
        assertThat(answer(409, "DELETE", BACKTESTS + "/" + id, "")
                        .get("message")
                        .asText())
                .contains("has ended");
        answer(201, "POST", BACKTESTS, WANTED);
    }

    @Test
    void showsWhatItFound() throws IOException {
        JsonNode result = get(BACKTESTS + "/i1").get("result");

        assertThat(result.at("/read/heldThen").asLong()).isEqualTo(3);
        assertThat(result.at("/inForce/incidents").asLong()).isEqualTo(5);
        assertThat(result.at("/changed/incidents").asLong()).isEqualTo(6);
        assertThat(result.at("/detectors/0/name").asText()).isEqualTo("impossible-travel");
        assertThat(result.at("/detectors/0/delta/messages/spared").asLong()).isEqualTo(6);
        assertThat(result.at("/examples/0/kind").asText()).isEqualTo("message");
        assertThat(result.at("/examples/0/change").asText()).isEqualTo("raised");
        assertThat(result.at("/examples/1/change").asText()).isEqualTo("spared");
        assertThat(get(BACKTESTS).at("/items/0").has("result")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{" + PERIOD + "}",
                "{" + PERIOD + ",\"changes\":{}}",
                "{" + PERIOD + ",\"changes\":[\"a\"]}",
                "{" + PERIOD + ",\"changes\":{\"a\":{\"b\":1}}}",
                "{" + PERIOD + ",\"changes\":{\"a\":null}}",
                "{" + PERIOD + ",\"changes\":{\"\":\"1\"}}",
                "{" + PERIOD + ",\"changes\":{\"" + TestTrials.WRONG + "\":\"1\"}}",
                "{" + PERIOD + ",\"since\":\"2026-04-01T00:00:00Z\",\"changes\":{\"a\":\"1\"}}",
                "{\"from\":\"2026-04-08T00:00:00Z\",\"to\":\"2026-04-01T00:00:00Z\",\"changes\":{\"a\":\"1\"}}",
                "{\"from\":\"2025-04-01T00:00:00Z\",\"to\":\"2025-04-08T00:00:00Z\",\"changes\":{\"a\":\"1\"}}",
                "{\"from\":\"yesterday\",\"to\":\"2026-04-08T00:00:00Z\",\"changes\":{\"a\":\"1\"}}"
            })
    void saysWhatIsWrong(String body) throws IOException {
        assertThat(answer(400, "POST", BACKTESTS, body).get("message").asText()).isNotEmpty();
        assertThat(get(BACKTESTS).get("items")).hasSize(1);
    }

    @Test
    void changesAreBounded() throws IOException {
        StringBuilder changes = new StringBuilder("\"k\":\"v\"");
        for (int i = 0; i < BacktestRequest.MOST_CHANGES; i++) {
            changes.append(",\"k").append(i).append("\":\"v\"");
        }
        assertThat(answer(400, "POST", BACKTESTS, "{" + PERIOD + ",\"changes\":{" + changes + "}}")
                        .get("message")
                        .asText())
                .contains("1 to 100");
    }

    @Test
    void knowsNoOther() throws IOException {
        answer(404, "GET", BACKTESTS + "/none", "");
        answer(404, "DELETE", BACKTESTS + "/none", "");
        answer(400, "GET", BACKTESTS + "?limit=3", "");
        assertThat(anonymously("GET", BACKTESTS).statusCode()).isEqualTo(401);
    }
}
