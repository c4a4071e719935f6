package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CaseworkRoutesTest extends RoutesOfTest {

    private static final String COMMENTS = "/mailwarden/incidents/i1/comments";
    private static final String ASSIGNEE = "/mailwarden/incidents/i1/assignee";

    @Test
    void commentsAreKeptWithTheirAuthor() throws IOException {
        assertThat(get(COMMENTS).get("items")).isEmpty();

        JsonNode made = answer(201, "POST", COMMENTS, "{\"comment\": \"Asked him.\\nNot he: \\u202Egnp <b>\"}");

        assertThat(made.get("author").asText()).isEqualTo("token");
        assertThat(made.get("comment").asText()).isEqualTo("Asked him.\nNot he: ?gnp <b>");
        assertThat(get(COMMENTS).get("items")).containsExactly(made);
    }

    @Test
    void aCommentHasSomeTextAndNotTooMuch() throws IOException {
        for (String wrong : new String[] {
            "{}",
            "{\"comment\": \"\"}",
            "{\"comment\": 7}",
            "{\"text\": \"x\"}",
            "{\"comment\": \"" + "x".repeat(4_001) + "\"}"
        }) {
            assertThat(answer(400, "POST", COMMENTS, wrong).get("message").asText())
                    .isNotEmpty();
        }
        JsonNode unused = answer(404, "POST", "/mailwarden/incidents/i2/comments", "{\"comment\": \"x\"}");
        JsonNode unusedToo = answer(404, "GET", "/mailwarden/incidents/i2/comments", "");
        assertThat(get(COMMENTS).get("items")).isEmpty();
    }

    @Test
    void anIncidentTakesSoManyCommentsAndNoMore() throws IOException {
        for (int i = 0; i < 200; i++) {
            assertThat(send("POST", COMMENTS, "{\"comment\": \"x\"}").statusCode())
                    .isEqualTo(201);
        }
        assertThat(answer(409, "POST", COMMENTS, "{\"comment\": \"x\"}")
                        .get("message")
                        .asText())
                .contains("200");
        assertThat(get(COMMENTS).get("items")).hasSize(200);
    }

    @Test
    void whoTakesAnIncidentIsShownInTheList() throws IOException {
        assertThat(get("/mailwarden/incidents").at("/items/0").has("assignee")).isFalse();

        assertThat(answer(200, "PUT", ASSIGNEE, "{}").get("assignee").asText()).isEqualTo("token");
        assertThat(get("/mailwarden/incidents").at("/items/0/assignee").asText())
                .isEqualTo("token");
        assertThat(get("/mailwarden/incidents/i1").at("/assignee").asText()).isEqualTo("token");

        JsonNode gone = answer(200, "DELETE", ASSIGNEE, "");
        assertThat(gone.has("assignee")).isFalse();
        assertThat(get("/mailwarden/incidents").at("/items/0").has("assignee")).isFalse();
    }

    @Test
    void anIncidentIsGivenToConsoleUsersAlone() throws IOException {
        assertThat(answer(400, "PUT", ASSIGNEE, "{\"assignee\": \"nobody@example.org\"}")
                        .get("message")
                        .asText())
                .contains("console user");
        JsonNode unusedToo = answer(404, "PUT", "/mailwarden/incidents/i2/assignee", "{}");
        assertThat(get("/mailwarden/incidents/i1").has("assignee")).isFalse();
    }

    @Test
    void aTimelineHasAStepForEachHour() throws IOException {
        JsonNode week = get("/mailwarden/timeline");
        assertThat(week.get("steps")).hasSize(169);
        assertThat(week.get("step").asText()).isEqualTo("PT1H");

        JsonNode day = get("/mailwarden/timeline?account=bob@example.org&from=2026-05-03T00:00:00Z"
                + "&to=2026-05-03T01:00:00Z&step=PT5M");
        assertThat(day.get("steps")).hasSize(12);
        assertThat(day.at("/steps/1/at").asText()).isEqualTo("2026-05-03T00:05:00Z");
        assertThat(day.at("/steps/1/messages").asLong()).isZero();
    }

    @Test
    void aTimelineIsBounded() throws IOException {
        for (String wrong : new String[] {
            "step=PT0S",
            "step=-PT1H",
            "step=PT5M",
            "step=soon",
            "step=PT0.001S",
            "from=2026-01-01T00:00:00Z&to=2026-05-01T00:00:00Z",
            "from=1970-01-01T00:00:00Z&to=2199-05-01T00:00:00Z",
            "from=2026-05-03T00:00:00Z&to=2026-05-03T00:00:00Z",
            "account=bob@example.org&step=PT1S"
        }) {
            assertThat(answer(400, "GET", "/mailwarden/timeline?" + wrong, "")
                            .get("message")
                            .asText())
                    .as(wrong)
                    .isNotEmpty();
        }
        JsonNode unusedToo = answer(404, "GET", "/mailwarden/timeline?account=nobody@example.org", "");
    }

    @Test
    void delegationsAreShownWhereTheServerTells() throws IOException {
        JsonNode both = get("/mailwarden/accounts/bob@example.org/delegations");
        assertThat(both)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"trusted": ["dave@example.org", "eve@example.org"], "trustedBy": ["alice@example.org"]}
                                """));
        JsonNode unusedToo = answer(404, "GET", "/mailwarden/accounts/nobody@example.org/delegations", "");
        directory.silent = true;
        assertThat(answer(503, "GET", "/mailwarden/accounts/bob@example.org/delegations", "")
                        .get("message")
                        .asText())
                .contains("does not say");
    }

    @Test
    void allBlocksInForceAreListed() throws IOException {
        JsonNode first = answer(201, "POST", "/mailwarden/accounts/bob@example.org/block", "{\"reason\": \"phoned\"}");
        JsonNode second = answer(201, "POST", "/mailwarden/accounts/alice@example.org/block", "{\"reason\": \"left\"}");

        assertThat(first.get("account").asText()).isEqualTo("bob@example.org");
        assertThat(get("/mailwarden/blocks").get("items")).containsExactlyInAnyOrder(first, second);
        assertThat(get("/mailwarden/blocks?account=bob@example.org").get("items"))
                .containsExactly(first);
        assertThat(get("/mailwarden/blocks?domain=example.com").get("items")).isEmpty();
        JsonNode page = get("/mailwarden/blocks?limit=1");
        assertThat(get("/mailwarden/blocks?limit=1&cursor="
                                + page.get("nextCursor").asText())
                        .get("items"))
                .hasSize(1)
                .doesNotContain(page.at("/items/0"));
        JsonNode unused = answer(400, "GET", "/mailwarden/blocks?cursor=x", "");
        JsonNode unusedToo = answer(404, "GET", "/mailwarden/blocks?account=nobody@example.org", "");
    }
}
