package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.support.DomainFilter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldRoutesTest extends RoutesOfTest {

    private static void isError(HttpResponse<String> response, int status, String type, String words)
            throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = JSON.readTree(response.body());
        assertThat(error.get("type").asText()).isEqualTo(type);
        assertThat(error.get("message").asText()).contains(words);
    }

    @Test
    void heldMailIsListed() throws IOException {
        JsonNode list = get("/mailwarden/held");

        assertThat(list)
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"items":[{"id":"h1","account":"bob@example.org","kind":"quarantined",
                          "heldAt":"2026-05-03T06:50:03.768Z","sender":"bob@example.org",
                          "recipients":["carol@example.net"],"subject":"Lunch?","bytes":1234,
                          "reason":"link to a look-alike","incident":"i1","origin":"mailbox of carol@example.net",
                          "expires":"2026-05-03T06:51:03.768Z"}],"nextCursor":"c2"}
                        """));
        assertThat(review.asked).containsExactly(HeldQuery.newest(100));
    }

    @Test
    void heldMailIsReadAsTextAndFetchedAsItIs() throws IOException {
        assertThat(get("/mailwarden/held/h1/text"))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"head":["Subject: Lunch?"],"text":"At noon?","cut":false,
                          "links":[{"target":"https://example.net/","words":"our bank"}],
                          "attachments":[{"name":"menu.pdf","type":"application/pdf"}]}
                        """));
        HttpResponse<String> source = send("GET", "/mailwarden/held/h1/source");
        assertThat(source.body()).isEqualTo(FakeReview.SOURCE);
        assertThat(source.headers().firstValue("Content-Type")).contains("message/rfc822");
        assertThat(source.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"message.eml\"");
        assertThat(send("GET", "/mailwarden/held/h2/text").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/mailwarden/held/h2/source").statusCode()).isEqualTo(404);
    }

    @Test
    void heldMailIsSearched() throws IOException {
        get("/mailwarden/held?account=bob@example.org&incident=i1&recipient=Carol@example.net&subject=L%C3%BCnch"
                + "&kind=held&limit=7&cursor=c2");

        assertThat(review.asked)
                .containsExactly(new HeldQuery(
                        DomainFilter.ALL,
                        Optional.of(FakeReview.BOB),
                        Optional.of("i1"),
                        Optional.of("carol@example.net"),
                        Optional.of("lünch"),
                        Optional.of(HeldKind.HELD),
                        7,
                        Optional.of("c2")));
        isError(send("GET", "/mailwarden/held?kind=lost"), 400, "InvalidArgument", "held or quarantined");
        isError(send("GET", "/mailwarden/held?cursor=!x"), 400, "InvalidArgument", "nextCursor");
        isError(send("GET", "/mailwarden/held?subject=" + "x".repeat(321)), 400, "InvalidArgument", "320");
    }

    @Test
    void heldMailOfAnIncidentIsReleasedAndDeleted() throws IOException {
        HttpResponse<String> released = send("POST", "/mailwarden/incidents/i1/release");
        assertThat(released.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(released.body())).isEqualTo(JSON.readTree("{\"messages\":3}"));
        HttpResponse<String> deleted = send("DELETE", "/mailwarden/incidents/i1/held");
        assertThat(JSON.readTree(deleted.body())).isEqualTo(JSON.readTree("{\"messages\":2}"));
        isError(send("POST", "/mailwarden/incidents/i2/release"), 404, "notFound", "i2");
        isError(send("DELETE", "/mailwarden/incidents/i2/held"), 404, "notFound", "i2");
        assertThat(review.asked)
                .containsExactly("release all of i1", "delete all of i1", "release all of i2", "delete all of i2");
    }

    @Test
    void heldMailIsReleasedAndDeleted() throws IOException {
        HttpResponse<String> released = send("POST", "/mailwarden/held/h1/release");
        assertThat(released.statusCode()).isEqualTo(204);
        assertThat(released.body()).isEmpty();
        assertThat(send("DELETE", "/mailwarden/held/h1").statusCode()).isEqualTo(204);
        isError(send("POST", "/mailwarden/held/h2/release"), 404, "notFound", "h2");
        isError(send("DELETE", "/mailwarden/held/h2"), 404, "notFound", "h2");
        assertThat(review.asked).containsExactly("release h1", "delete h1", "release h2", "delete h2");
    }
}
