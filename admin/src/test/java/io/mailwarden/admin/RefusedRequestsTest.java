package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A slip of the pen is answered, never taken for something else. */
class RefusedRequestsTest extends RoutesOfTest {

    private static final String BLOCK = "/mailwarden/accounts/bob@example.org/block";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/mailwarden/accounts/typo@example.org/block|{\"reason\":\"x\"}",
                "POST|/mailwarden/accounts/bob%2Fx/block|{\"reason\":\"x\"}",
                "POST|/mailwarden/accounts/%25/block|{\"reason\":\"x\"}",
                "POST|/mailwarden/accounts/..%2F..%2Fetc/block|{\"reason\":\"x\"}",
                "POST|/mailwarden/accounts/bob%22%3B@example.org/block|{\"reason\":\"x\"}",
                "GET|/mailwarden/accounts/typo@example.org/block|",
                "DELETE|/mailwarden/accounts/typo@example.org/block|",
                "GET|/mailwarden/accounts/typo@example.org|",
                "GET|/mailwarden/accounts/typo@example.org/logins|",
                "GET|/mailwarden/accounts/typo@example.org/messages|",
                "GET|/mailwarden/sessions?account=typo@example.org|",
                "DELETE|/mailwarden/sessions?account=typo@example.org|",
                "PUT|/mailwarden/modes/@typo.example|{\"mode\":\"detect\"}",
                "PUT|/mailwarden/modes/typo@example.org|{\"mode\":\"detect\"}"
            })
    void whatNobodyKnowsIsNotFound(String method, String path, String body) throws IOException {
        assertThat(answer(404, method, path, body == null ? "" : body)
                        .get("message")
                        .asText())
                .startsWith("No such ");
    }

    @Test
    void emptyListsOfUnknownNamesAreNotFound() throws IOException {
        review.empty = true;

        answer(404, "GET", "/mailwarden/incidents?account=typo@example.org", "");
        answer(404, "GET", "/mailwarden/held?account=typo@example.org", "");
        answer(404, "GET", "/mailwarden/held?incident=none", "");
        assertThat(get("/mailwarden/incidents?account=alice@example.org").get("items"))
                .isEmpty();
        assertThat(get("/mailwarden/incidents?type=takeover").get("items")).isEmpty();
        assertThat(get("/mailwarden/held?incident=i1").get("items")).isEmpty();
    }

    @Test
    void aServerThatCannotBeAskedStopsNoBlock() throws IOException {
        directory.silent = true;

        answer(201, "POST", "/mailwarden/accounts/new@example.org/block", "{\"reason\":\"x\"}");
        answer(204, "PUT", "/mailwarden/modes/@new.example", "{\"mode\":\"detect\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mailwarden/incidents?type=nonsense",
                "/mailwarden/incidents?type=IMPOSSIBLE-TRAVEL",
                "/mailwarden/incidents?state=closed",
                "/mailwarden/incidents?severity=high",
                "/mailwarden/incidents?since=%2B999999999-12-31T23:59:59Z",
                "/mailwarden/incidents?since=-999999999-01-01T00:00:00Z",
                "/mailwarden/incidents?since=1969-12-31T23:59:59Z",
                "/mailwarden/incidents?since=2200-01-01T00:00:00Z",
                "/mailwarden/accounts/bob@example.org/messages?since=%2B10000-01-01T00:00:00Z",
                "/mailwarden/held?kind=kept",
                "/mailwarden/alerts?state=gone",
                "/mailwarden/accounts/bob@example.org;x=1/block",
                "/mailwarden/accounts/bob;@example.org",
                "/mailwarden/incidents/i1;jsessionid=7"
            })
    void whatCannotBeIsABadRequest(String path) throws IOException {
        assertThat(answer(400, "GET", path, "").get("message").asText()).isNotEmpty();
    }

    @Test
    void aRefusedLoginSaysWhy() throws IOException {
        review.refused = true;

        assertThat(get("/mailwarden/accounts/bob@example.org/logins").findValuesAsText("why"))
                .containsExactly("wrong-password");
        assertThat(get("/mailwarden/accounts/guessed@example.org/logins").findValuesAsText("why"))
                .containsExactly("unknown-account");
    }

    @Test
    void knownTypesAreNamed() throws IOException {
        assertThat(answer(400, "GET", "/mailwarden/incidents?type=nonsense", "")
                        .get("message")
                        .asText())
                .contains("impossible-travel or takeover");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\":\"x\"} trailing",
                "{\"reason\":\"x\"}{}",
                "{\"reason\":\"x\"}]",
                "{\"reason\":\"x\",\"reason\":\"y\"}",
                "{\"reason\":\"x\",\"until\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"reason\":\"x\",\"until\":\"2200-01-01T00:00:00Z\"}",
                "{\"reason\":\"x\",\"until\":\"-5000-01-01T00:00:00Z\"}"
            })
    void bodiesThatMayBeMisreadAreRefused(String body) throws IOException {
        answer(400, "POST", BLOCK, body);

        assertThat(get(BLOCK).get("items")).isEmpty();
    }

    @Test
    void farButPossibleTimesAreTaken() throws IOException {
        answer(201, "POST", BLOCK, "{\"reason\":\"x\",\"until\":\"2199-12-31T23:59:59Z\"}  \n");
        for (String since : List.of("1970-01-01T00:00:00Z", "2199-12-31T23:59:59Z")) {
            answer(200, "GET", "/mailwarden/incidents?since=" + since, "");
        }
    }
}
