package io.mailwarden.admin;

import static io.mailwarden.engine.fixtures.Journaled.finding;
import static io.mailwarden.engine.fixtures.Journaled.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.MessageCopy.Location;
import io.mailwarden.engine.response.rescan.MessageCopy.Treatment;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.RescanVerdict;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RescanRoutesTest extends RoutesOfTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final String INCIDENT = "/mailwarden/incidents/i1";

    private RescanFinding malicious(int number, MessageCopy... copies) {
        RescanFinding found = finding("i1", "p1", message(BOB, number), RescanVerdict.MALICIOUS);
        return new RescanFinding(
                "i1",
                "p1",
                found.message(),
                RescanVerdict.MALICIOUS,
                found.score(),
                found.reasons(),
                Optional.empty(),
                List.of(copies));
    }

    @Test
    void startsATaskAsTheModeSays() throws IOException {
        HttpResponse<String> started = send("POST", INCIDENT + "/rescan", "");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        String task = JSON.readTree(started.body()).get("taskId").asText();
        assertThat(started.headers().firstValue("Location")).contains("/tasks/" + task);

        controls.setMode(new ModeRule("@example.org", Mode.DETECT), "test");
        answer(201, "POST", INCIDENT + "/rescan", "");
        controls.setMode(new ModeRule("bob@example.org", Mode.REMEDIATE), "test");
        answer(201, "POST", INCIDENT + "/rescan", "");
        answer(201, "POST", INCIDENT + "/rescan?act=false", "");

        assertThat(rescans.asked)
                .containsExactly(
                        "bob@example.org i1 true",
                        "bob@example.org i1 false",
                        "bob@example.org i1 true",
                        "bob@example.org i1 false");
    }

    @Test
    void knowsNoOtherIncident() throws IOException {
        answer(404, "POST", "/mailwarden/incidents/none/rescan", "");
        answer(404, "GET", INCIDENT + "/rescan", "");
        answer(400, "POST", INCIDENT + "/rescan?act=perhaps", "");
        assertThat(anonymously("POST", INCIDENT + "/rescan").statusCode()).isEqualTo(401);
    }

    @Test
    void showsMessageByMessage() throws IOException {
        Rescan ignored = rescans.store.begin(
                Rescan.begin("p1", new Rescan.Scope("i1", BOB, "", true), Instant.parse("2026-05-03T12:00:00Z")));
        rescans.store.record(List.of(
                finding("i1", "p1", message(BOB, 1), RescanVerdict.CLEAN),
                malicious(2, new MessageCopy(Location.MAILBOX, "carol@example.org", Treatment.QUARANTINED, "INBOX")),
                malicious(3)));

        JsonNode first = answer(200, "GET", INCIDENT + "/rescan?limit=2", "");
        assertThat(first.get("state").asText()).isEqualTo("running");
        assertThat(first.get("items")).hasSize(2);
        assertThat(first.at("/items/0/verdict").asText()).isEqualTo("clean");
        assertThat(first.at("/items/1/copies/0/deed").asText()).isEqualTo("quarantined");
        assertThat(first.at("/items/1/message/subject").asText()).isEqualTo("Letter 2");

        JsonNode rest = answer(
                200,
                "GET",
                INCIDENT + "/rescan?cursor=" + first.get("nextCursor").asText(),
                "");
        assertThat(rest.get("items")).hasSize(1);
        assertThat(rest.has("nextCursor")).isFalse();
        assertThat(answer(200, "GET", INCIDENT + "/rescan?verdict=clean", "").get("items"))
                .hasSize(1);
    }

    @Test
    void draftsAndSendsTheNoticeOnce() throws IOException {
        rescans.store.record(
                List.of(malicious(2, new MessageCopy(Location.LEFT, "eve@example.net", Treatment.OUT_OF_REACH, ""))));

        JsonNode draft = answer(200, "GET", INCIDENT + "/notice", "");
        assertThat(draft.get("subject").asText()).isEqualTo("Mail from bob@example.org");
        assertThat(draft.get("text").asText()).contains("{messages}");
        assertThat(draft.get("waiting")).hasSize(1);

        assertThat(answer(201, "POST", INCIDENT + "/notice", "{\"text\":\"Beware:\\n{messages}\"}")
                        .get("sent")
                        .asInt())
                .isEqualTo(1);
        assertThat(answer(201, "POST", INCIDENT + "/notice", "").get("sent").asInt())
                .isZero();
        assertThat(rescans.noticed).containsExactly("eve@example.net");
        assertThat(answer(200, "GET", INCIDENT + "/notice", "")
                        .at("/notices/0/recipient")
                        .asText())
                .isEqualTo("eve@example.net");
    }

    @Test
    void showsWhatAnAccountSentOfLate() throws IOException {
        rescans.journal.add("segment", List.of(message(BOB, 1), message(BOB, 2), message(BOB, 3)));
        String messages = "/mailwarden/accounts/Bob@example.org/messages";

        JsonNode page = answer(200, "GET", messages + "?limit=2", "");
        assertThat(page.at("/items/0/subject").asText()).isEqualTo("Letter 3");
        JsonNode rest = answer(
                200, "GET", messages + "?cursor=" + page.get("nextCursor").asText(), "");
        assertThat(rest.get("items")).hasSize(1);
        assertThat(answer(200, "GET", messages + "?since=2026-01-01T00:00:03Z", "")
                        .get("items"))
                .hasSize(1);
    }
}
