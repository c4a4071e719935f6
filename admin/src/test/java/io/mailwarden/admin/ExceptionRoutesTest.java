package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionRoutesTest extends RoutesOfTest {

    private static final String PATH = "/mailwarden/exceptions";
    private static final String CRM =
            """
            {"account":"bob@example.org","network":"192.0.2.0/24","country":"no","asn":4294967295,"client":"HubSpot",
            "comment":"his CRM","expires":"2026-06-01T00:00:00Z","applyToPast":true}
            """;

    @Test
    void makesListsAndTakesBack() throws IOException {
        rules.explained = List.of(review.incident("i1").orElseThrow());
        JsonNode made = answer(201, "POST", PATH, CRM);

        JsonNode exception = made.get("exception");
        assertThat(exception.toString())
                .isEqualTo("{\"id\":\"" + exception.get("id").asText()
                        + "\",\"account\":\"bob@example.org\",\"network\":\"192.0.2.0/24\",\"country\":\"NO\","
                        + "\"asn\":4294967295,\"client\":\"HubSpot\",\"comment\":\"his CRM\","
                        + "\"expires\":\"2026-06-01T00:00:00Z\",\"createdBy\":\"token\","
                        + "\"createdAt\":\"2026-05-03T06:50:03Z\",\"hits\":0}");
        assertThat(made.get("closed").toString()).isEqualTo("[\"i1\"]");
        assertThat(get(PATH).get("items")).containsExactly(exception);
        assertThat(get(PATH + "?account=bob@example.org").get("items")).hasSize(1);
        assertThat(get(PATH + "?account=alice@example.org").get("items")).isEmpty();

        String one = PATH + "/" + exception.get("id").asText();
        answer(204, "DELETE", one, "");
        answer(404, "DELETE", one, "");
        assertThat(get(PATH).get("items")).isEmpty();
    }

    @Test
    void closesNothingUnlessThatIsWanted() throws IOException {
        rules.explained = List.of(review.incident("i1").orElseThrow());

        assertThat(answer(201, "POST", PATH, CRM.replace("true", "false")).get("closed"))
                .isEmpty();
    }

    @Test
    void tellsWhatItWouldCloseAndMakesNothing() throws IOException {
        rules.explained = List.of(review.incident("i1").orElseThrow());

        JsonNode preview = answer(200, "POST", PATH + "/preview", CRM);

        assertThat(preview.get("closes").findValuesAsText("id")).containsExactly("i1");
        assertThat(preview.get("closes").findValuesAsText("account")).containsExactly("bob@example.org");
        assertThat(preview.get("closes").get(0).get("explanation").asText()).isNotEmpty();
        assertThat(get(PATH).get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\":\"takeover\"",
                "\"type\":\"stranger-flood\"",
                "\"type\":\"malicious-address\",\"country\":\"NO\"",
                "\"type\":\"phishing-sent\",\"recipient\":\"abuse@example.net\"",
                "\"type\":\"unusual-hour\""
            })
    void switchesNothingOffForEverybodyByAccident(String fields) throws IOException {
        String body = "{" + fields + ",\"comment\":\"x\"}";
        assertThat(answer(400, "POST", PATH, body).get("message").asText()).contains("\"confirmed\": true");
        assertThat(get(PATH).get("items")).isEmpty();

        answer(201, "POST", PATH, body.replace("}", ",\"confirmed\":true}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"comment\":\"x\"} | expected a type",
                "{\"comment\":\"x\",\"account\":\"bob@example.org\"} | expected a type",
                "{\"type\":\"new-country\",\"account\":\"bob@example.org\"} | Field 'comment'",
                "{\"comment\":\"x\",\"type\":\"no-such\",\"account\":\"bob@example.org\"} | abused-client or",
                "{\"comment\":\"x\",\"type\":\"new-country\",\"client\":\"X\"} | new-client",
                "{\"comment\":\"x\",\"type\":\"new-country\",\"recipient\":\"@x.example\"} | network, country, asn",
                "{\"comment\":\"x\",\"type\":\"strangers\",\"client\":\"X\"} | recipient",
                "{\"comment\":\"x\",\"type\":\"bounce-storm\",\"network\":\"192.0.2.7\"} | account or domain",
                "{\"comment\":\"x\",\"country\":\"Norway\"} | two letters",
                "{\"comment\":\"x\",\"type\":\"strangers\",\"recipient\":\"bob\"} | @example.net",
                "{\"comment\":\"x\",\"asn\":\"AS1\"} | whole number",
                "{\"comment\":\"x\",\"asn\":4294967296} | whole number",
                "{\"comment\":\"x\",\"asn\":1.5} | whole number",
                "{\"comment\":\"x\",\"network\":\"*\"} | 192.0.2.0/24",
                "{\"comment\":\"x\",\"country\":\"NO\",\"expires\":\"2026-05-03T06:50:03Z\"} | end after"
            })
    void saysWhatIsExpected(String body, String expected) throws IOException {
        assertThat(answer(400, "POST", PATH, body).get("message").asText()).contains(expected);
        assertThat(answer(400, "POST", PATH + "/preview", body).get("message").asText())
                .contains(expected);
    }

    @Test
    void takesNothingForTrueButTrue() throws IOException {
        answer(400, "POST", PATH, CRM.replace("true", "1"));
        answer(400, "POST", PATH, CRM.replace("true", "\"true\""));
        assertThat(get(PATH).get("items")).isEmpty();
    }

    @Test
    void refusesWhomTheServerDoesNotHave() throws IOException {
        answer(404, "POST", PATH, CRM.replace("bob", "eve"));
        answer(404, "POST", PATH, "{\"comment\":\"x\",\"country\":\"NO\",\"domain\":\"example.com\"}");
        answer(404, "GET", PATH + "?domain=example.com", "");
    }

    @Test
    void proposesBodiesThatCanBeSent() throws IOException {
        JsonNode items = get("/mailwarden/incidents/i1/exceptions").get("items");

        assertThat(items).hasSize(1);
        JsonNode proposal = items.get(0).get("proposals").get(0);
        assertThat(proposal.get("words").asText()).contains("bob@example.org");
        String body = proposal.get("body").toString();
        answer(201, "POST", PATH, body.substring(0, body.length() - 1) + ",\"comment\":\"x\"}");
        answer(404, "GET", "/mailwarden/incidents/i2/exceptions", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /exceptions", "POST /exceptions", "POST /exceptions/preview", "DELETE /exceptions/1"})
    void needsTheTokenAndTheStore(String route) {
        String[] parts = route.split(" ", 2);
        String path = "/mailwarden" + parts[1];
        assertThat(anonymously(parts[0], path).statusCode()).isEqualTo(401);
        rules.unavailable = true;
        assertThat(send(parts[0], path, parts[0].equals("POST") ? CRM : "").statusCode())
                .isEqualTo(503);
    }
}
