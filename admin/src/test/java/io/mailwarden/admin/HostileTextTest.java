package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody means well, written into rules, blocks and sign-ins: what lists, trail and exports make of it. */
class HostileTextTest extends ConsoleOfTest {

    private static final String BOB = "bob@example.org";

    private String[] carol = {};

    @Override
    TestConsole console() {
        return TestConsole.withoutCodes(token());
    }

    @BeforeEach
    void signIn() throws IOException {
        HttpResponse<String> response =
                server.send("POST", SIGN_IN, "Authorization", basic(CAROL, TestConsole.PASSWORD));
        String set = response.headers().firstValue("Set-Cookie").orElse("");
        carol = new String[] {
            "Cookie",
            set.substring(0, set.indexOf(';')),
            "Mailwarden-Csrf",
            JSON.readTree(response.body()).path("csrf").asText()
        };
    }

    static Stream<String> texts() {
        return Stream.of(
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "\"><svg/onload=alert(1)>",
                "{{constructor.constructor('alert(1)')()}} ${7*7}",
                "'; DROP TABLE safe_network; --",
                "' OR '1'='1",
                "100% _ !% \\ ",
                "\u202Egpj.exe \u2066x\u2069",
                "a\u0000b\u0007c\u001B[31md\u007F\u0085",
                "one\r\nSet-Cookie: x=1\r\n\r\ntwo\u2028three",
                "=HYPERLINK(\"http://x.example\")",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "+1\t-1",
                "\uD83D\uDE00 \uD800 \uFFFE",
                "x".repeat(20_000));
    }

    private HttpResponse<String> send(String method, String path, JsonNode body) {
        return server.sendBody(method, "/mailwarden" + path, body.isEmpty() ? "" : body.toString(), carol);
    }

    private HttpResponse<String> get(String path, String accept) {
        return server.send(
                "GET",
                "/mailwarden" + path,
                Stream.concat(Arrays.stream(carol), Stream.of("Accept", accept)).toArray(String[]::new));
    }

    private static ObjectNode body(String... fields) {
        ObjectNode body = JSON.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return body;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void rulesAndTrailKeepItHarmless(String text) throws IOException {
        List<HttpResponse<String>> answers = List.of(
                send("POST", "/safe-networks", body("network", "192.0.2.1", "account", BOB, "description", text)),
                send("POST", "/exceptions", body("type", "new-country", "account", BOB, "comment", text)),
                send("POST", "/exceptions", body("type", "new-client", "account", BOB, "client", text, "comment", "x")),
                send(
                        "POST",
                        "/exceptions",
                        body("type", "strangers", "account", BOB, "recipient", text, "comment", "x")),
                send("POST", "/safe-networks", body("network", text, "account", BOB, "description", "x")),
                send("POST", "/accounts/" + BOB + "/block", body("reason", text)));

        assertThat(answers).extracting(HttpResponse::statusCode).allMatch(status -> status == 201 || status == 400);
        answers.forEach(answer -> isHarmless(answer.body()));
        for (String list : List.of("/safe-networks", "/exceptions", "/blocks", "/audit")) {
            HttpResponse<String> answer = get(list, "application/json");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).path("items").size()).isPositive();
            isHarmless(answer.body());
            JSON.readTree(answer.body()).path("items").forEach(HostileTextTest::readsHarmless);
        }
        HttpResponse<String> lines = get("/audit", "application/jsonl");
        assertThat(lines.body().lines())
                .allSatisfy(line -> assertThat(JSON.readTree(line)).isNotEmpty());
        isHarmless(lines.body());
        String csv = get("/audit", "text/csv").body();
        isHarmless(csv);
        assertThat(csv.lines()).noneMatch(line -> line.matches(".*(^|,)\"?[=@+\\-].*"));
    }

    // What came in JSON's escapes stands in the trail as it came, as text; nothing may come back once it is read.
    private static void readsHarmless(JsonNode item) {
        item.forEach(value -> isHarmless(value.asText()));
    }

    private static void isHarmless(String answer) {
        assertThat(answer)
                .doesNotContain("\u202E", "\u2066", "\u2028", "\u001B", "\u0000", "\u007F", "\u0085")
                .doesNotContain("SQLException", "StackOverflow", "java.");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whoSignsInWithItGetsTheAnswerOfAWrongPassword(String text) {
        String name = text.replace(':', ' ');
        HttpResponse<String> answer = server.send("POST", SIGN_IN, "Authorization", basic(name, text));

        assertThat(answer.statusCode()).isIn(400, 401, 429, 431);
        isHarmless(answer.body());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void filtersAndCursorsMadeOfItAreRefusedOrFindNothing(String text) {
        String value = URLEncoder.encode(text.substring(0, Math.min(text.length(), 2_000)), StandardCharsets.UTF_8);
        for (String path : List.of(
                "/audit?actor=",
                "/audit?cursor=",
                "/safe-networks?cursor=",
                "/safe-networks?domain=",
                "/exceptions?account=",
                "/exceptions?cursor=",
                "/incidents?text=",
                "/incidents?cursor=",
                "/audit?limit=",
                "/incidents?limit=")) {
            HttpResponse<String> answer = get(path + value, "application/json");
            assertThat(answer.statusCode()).as(path).isIn(200, 400, 404);
            isHarmless(answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "99999999999999999999", "1e3", "0x10", "NaN"})
    void pagesHaveABoundedSize(String limit) {
        for (String list : List.of("/audit", "/safe-networks", "/exceptions", "/incidents", "/held", "/blocks")) {
            assertThat(get(list + "?limit=" + limit, "application/json").statusCode())
                    .as(list)
                    .isEqualTo(400);
        }
    }

    @Test
    void deepAndLargeBodiesAreRefused() {
        for (String wrong : List.of(
                "[".repeat(30_000),
                "{\"network\":".repeat(5_000),
                "{\"description\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                "{\"description\":\"" + "x".repeat(70_000) + "\"}",
                "{\"description\":1" + "0".repeat(60_000) + "}",
                "{\"network\":null,\"network\":\"192.0.2.1\"}",
                "\uFEFF{}{}")) {
            HttpResponse<String> answer = server.sendBody("POST", "/mailwarden/safe-networks", wrong, carol);
            assertThat(answer.statusCode()).as(wrong.substring(0, 5)).isEqualTo(400);
            assertThat(answer.body()).hasSizeLessThan(1_000);
        }
    }
}
