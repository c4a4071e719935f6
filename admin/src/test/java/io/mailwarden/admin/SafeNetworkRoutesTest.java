package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNetworkRoutesTest extends RoutesOfTest {

    private static final String PATH = "/mailwarden/safe-networks";
    private static final String HOTEL =
            """
            {"network":"192.0.2.7/24","description":"a hotel","account":"Bob@example.org","expires":"2026-06-01T00:00:00Z"}
            """;

    @Test
    void makesListsAndTakesBack() throws IOException {
        JsonNode made = answer(201, "POST", PATH, HOTEL);

        assertThat(made.toString())
                .isEqualTo("{\"id\":\"" + made.get("id").asText()
                        + "\",\"network\":\"192.0.2.0/24\",\"description\":\"a hotel\",\"account\":\"bob@example.org\","
                        + "\"source\":\"administrator\",\"createdBy\":\"token\",\"createdAt\":\"2026-05-03T06:50:03Z\","
                        + "\"expires\":\"2026-06-01T00:00:00Z\",\"silenced\":0}");
        assertThat(get(PATH).get("items")).containsExactly(made);

        String one = PATH + "/" + made.get("id").asText();
        answer(204, "DELETE", one, "");
        answer(404, "DELETE", one, "");
        assertThat(get(PATH).get("items")).isEmpty();
    }

    @Test
    void narrowsByWhomItConcernsAndPages() throws IOException {
        answer(201, "POST", PATH, HOTEL);
        rules.clock.advance(Duration.ofSeconds(1));
        answer(201, "POST", PATH, "{\"network\":\"192.0.3.0/24\",\"description\":\"b\",\"domain\":\"example.org\"}");
        rules.clock.advance(Duration.ofSeconds(1));
        answer(201, "POST", PATH, "{\"network\":\"192.0.4.0/24\",\"description\":\"c\",\"everybody\":true}");

        assertThat(described(get(PATH + "?account=bob@example.org"))).containsExactly("c", "b", "a hotel");
        assertThat(described(get(PATH + "?account=alice@example.org"))).containsExactly("c", "b");
        assertThat(described(get(PATH + "?domain=example.org"))).containsExactly("b", "a hotel");
        JsonNode first = get(PATH + "?limit=2");
        assertThat(described(first)).containsExactly("c", "b");
        assertThat(described(
                        get(PATH + "?limit=2&cursor=" + first.get("nextCursor").asText())))
                .containsExactly("a hotel");
        answer(400, "GET", PATH + "?cursor=x", "");
        answer(404, "GET", PATH + "?domain=example.com", "");
    }

    private static List<String> described(JsonNode list) {
        return list.get("items").findValuesAsText("description");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7", "192.0.2.6/31", "192.0.0.0/22", "2001:db8::1/128", "2001:db8::/48"})
    void takesNarrowNetworksWithoutMore(String network) throws IOException {
        answer(201, "POST", PATH, body(network, ""));
    }

    @ParameterizedTest
    @CsvSource({"192.0.0.0/21", "209.85.128.0/17", "2001:db8::/47"})
    void takesWideOnesOnlyWhenTheyAreMeant(String network) throws IOException {
        assertThat(answer(400, "POST", PATH, body(network, "")).get("message").asText())
                .contains("\"wide\": true");
        answer(201, "POST", PATH, body(network, ",\"wide\":true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/7", "::/0", "192.0.2.0/33", "192.0.2.*", "example.org", "-", "1"})
    void refusesWhatNobodyCanMean(String network) throws IOException {
        answer(400, "POST", PATH, body(network, ",\"wide\":true"));
    }

    private static String body(String network, String more) {
        return "{\"network\":\"" + network + "\",\"description\":\"x\",\"account\":\"bob@example.org\"" + more + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"network\":\"192.0.2.7\",\"account\":\"bob@example.org\"}",
                "{\"network\":\"192.0.2.7\",\"description\":\"  \",\"account\":\"bob@example.org\"}",
                "{\"network\":\"192.0.2.7\",\"description\":\"x\"}",
                "{\"network\":\"192.0.2.7\",\"description\":\"x\",\"everybody\":false}",
                "{\"network\":\"192.0.2.7\",\"description\":\"x\",\"everybody\":\"true\"}",
                "{\"network\":\"192.0.2.7\",\"description\":\"x\",\"account\":\"bob@example.org\",\"everybody\":true}",
                "{\"network\":\"192.0.2.7\",\"description\":\"x\",\"account\":\"bob@example.org\",\"domain\":\"example.org\"}",
                "{\"network\":\"192.0.2.7\",\"description\":\"x\",\"domain\":\"bob@example.org\"}",
                "{\"network\":\"192.0.2.7\",\"description\":\"x\",\"everybody\":true,\"expires\":\"2026-05-03T06:50:03Z\"}",
                "{\"network\":\"192.0.2.7\",\"description\":\"x\",\"everybody\":true,\"id\":\"1\"}",
                "{\"description\":\"x\",\"everybody\":true}"
            })
    void saysWhatIsExpected(String body) throws IOException {
        answer(400, "POST", PATH, body);
        assertThat(get(PATH).get("items")).isEmpty();
    }

    @Test
    void refusesWhomTheServerDoesNotHave() throws IOException {
        answer(404, "POST", PATH, HOTEL.replace("Bob", "eve"));
        answer(404, "POST", PATH, "{\"network\":\"192.0.2.7\",\"description\":\"x\",\"domain\":\"example.com\"}");
    }

    @Test
    void whatTheFileSaysIsNotTakenBack() throws IOException {
        assertThat(answer(409, "DELETE", PATH + "/file:192.0.2.0%2F24", "")
                        .get("message")
                        .asText())
                .contains("origin.safe-networks");
    }

    @Test
    void needsTheTokenAndTheStore() {
        assertThat(anonymously("GET", PATH).statusCode()).isEqualTo(401);
        assertThat(anonymously("POST", PATH).statusCode()).isEqualTo(401);
        rules.unavailable = true;
        assertThat(send("GET", PATH).statusCode()).isEqualTo(503);
        assertThat(send("POST", PATH, HOTEL).statusCode()).isEqualTo(503);
        assertThat(send("DELETE", PATH + "/1").statusCode()).isEqualTo(503);
    }
}
