package io.mailwarden.it;

import static io.mailwarden.it.Guarded.LASTING;
import static io.mailwarden.it.Guarded.PATIENCE;
import static io.mailwarden.it.Guarded.RECEIVER;
import static io.mailwarden.it.Guarded.SERVER;
import static io.mailwarden.it.Guarded.admin;
import static io.mailwarden.it.Guarded.awaitAnswered;
import static io.mailwarden.it.Guarded.awaitOutside;
import static io.mailwarden.it.Guarded.awaitQuiet;
import static io.mailwarden.it.Guarded.awaitSettled;
import static io.mailwarden.it.Guarded.outside;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.SmtpClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A restart after a takeover, when some of it is not done yet. */
@Order(10)
class ResponseRestartIT {

    @RegisterExtension
    static final MailwardenServer GUARDED = SERVER;

    private static final String SUBJECT = "Before and after";

    @Test
    void goesOnWhereItWas() throws Exception {
        RECEIVER.down(true);
        Thief thief = Guarded.thief(LASTING);
        thief.ownerLogsIn();
        thief.breaksIn();
        try (SmtpClient smtp = thief.smtp()) {
            String gone = "gone@bergen.example";
            smtp.send(LASTING, List.of(gone), Mail.phishing(LASTING, gone, SUBJECT, "<lasting@it.example>"));
        }
        int taken = thief.sends(SUBJECT) + 1;
        JsonNode incident = awaitAnswered(LASTING);
        String id = incident.path("id").asText();
        awaitSettled(LASTING, SUBJECT, taken);
        JsonNode rescan = awaitRescanned(id);
        Waiting.until(
                PATIENCE,
                "an alarm of the webhook",
                () -> SERVER.admin().get("mailwarden/overview").body(),
                body -> body.contains("alert-webhook"));
        List<JsonNode> held = admin().held(LASTING);
        List<JsonNode> blocks = admin().blocks(LASTING);
        assertThat(held).isNotEmpty();
        assertThat(blocks).hasSize(1);
        assertThat(rescan.path("items")).as(rescan.toString()).isNotEmpty();

        SERVER.restart();

        assertThat(admin().held(LASTING)).isEqualTo(held);
        assertThat(admin().blocks(LASTING)).isEqualTo(blocks);
        assertThat(admin().incident(id).path("done")).isEqualTo(incident.path("done"));
        assertThat(rescan(id)).isEqualTo(rescan);
        thief.ownerSends("Still held");
        Waiting.until(
                PATIENCE,
                held.size() + 1 + " held messages",
                () -> admin().held(LASTING),
                all -> all.size() == held.size() + 1);
        tellsNowWhatItCouldNot();
        releases(id, held.size());
    }

    private static void tellsNowWhatItCouldNot() throws IOException {
        assertThat(RECEIVER.posts(LASTING, "critical takeover")).isEmpty();
        RECEIVER.down(false);
        SERVER.clock().advance(Duration.ofMinutes(10));
        Waiting.until(
                PATIENCE,
                "one webhook call",
                () -> RECEIVER.posts(LASTING, "critical takeover"),
                all -> all.size() == 1);
        Waiting.until(
                PATIENCE,
                "no alarm of the webhook",
                () -> SERVER.admin().get("mailwarden/overview").body(),
                body -> !body.contains("alert-webhook"));
    }

    private static void releases(String incident, int held) throws IOException {
        long left = outside(SUBJECT);
        assertThat(admin().decide(incident, "dismiss")).isEqualTo(204);
        assertThat(admin().blocks(LASTING)).isEmpty();
        assertThat(admin().releaseAll(incident)).isEqualTo(held + 1);
        awaitOutside(SUBJECT, left + held);
        awaitOutside("Still held", 1);
        awaitQuiet(LASTING, "Free again");
        assertThat(outside(SUBJECT)).isEqualTo(left + held);
    }

    private static JsonNode awaitRescanned(String id) {
        return Waiting.until(PATIENCE, "the re-scan to be done", () -> rescan(id), one -> one.path("state")
                .asText()
                .equals("done"));
    }

    private static JsonNode rescan(String incident) throws IOException {
        return SERVER.admin()
                .get("mailwarden/incidents/" + incident + "/rescan")
                .json();
    }
}
