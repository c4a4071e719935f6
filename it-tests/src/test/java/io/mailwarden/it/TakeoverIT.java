package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Order(5)
class TakeoverIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.PROXIED;

    private static final String OWNER = Servers.address("owner");
    private static final String SUBJECT = "Overdue invoice";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_LEAKED = 5;

    private static int taken;
    private static long left;

    @BeforeAll
    static void takeOver() throws IOException {
        Thief thief = new Thief(SERVER, OWNER);
        thief.ownerLogsIn();
        thief.ownerSends("The owner's own");
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "The owner's own", 1);

        taken = thief.strikes(SUBJECT);

        Waiting.until(
                PATIENCE,
                "mail held or outside: " + taken,
                () -> SERVER.outside().countBySubject(SUBJECT)
                        + reviews().held(OWNER).size(),
                seen -> seen >= taken);
        left = SERVER.outside().countBySubject(SUBJECT);
    }

    @Test
    void keepsTheThiefsMailFromLeaving() {
        assertThat(taken).isGreaterThan(0);
        assertThat(left).isLessThanOrEqualTo(MOST_LEAKED);
    }

    @Test
    void opensOneCriticalIncidentThatExplainsItself() throws IOException {
        List<JsonNode> incidents = reviews().incidents(OWNER);

        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).path("severity").asText()).isEqualTo("critical");
        assertThat(incidents.get(0).path("state").asText()).isEqualTo("open");
        assertThat(incidents.get(0).path("findings").findValuesAsText("type"))
                .contains("impossible-travel", "strangers", "takeover");
        assertThat(incidents.get(0).toString()).contains("km/h");
    }

    @Test
    void showsEachHeldMessageWithItsReason() throws IOException {
        JsonNode held = reviews().held(OWNER).get(0);

        assertThat(held.path("account").asText()).isEqualTo(OWNER);
        assertThat(held.path("sender").asText()).isEqualTo(OWNER);
        assertThat(held.path("subject").asText()).isEqualTo(SUBJECT);
        assertThat(held.path("recipients").get(0).asText()).startsWith("stranger");
        assertThat(held.path("reason").asText()).isNotBlank();
    }

    @Test
    void releasesExactlyOnceAndDoesNotHoldAgain() throws IOException {
        List<JsonNode> before = reviews().held(OWNER);
        String id = before.get(before.size() - 1).path("id").asText();
        String recipient =
                before.get(before.size() - 1).path("recipients").get(0).asText();

        int first = reviews().release(id);
        int second = reviews().release(id);

        assertThat(first).isBetween(200, 204);
        assertThat(second).isEqualTo(404);
        Waiting.until(PATIENCE, "mail to " + recipient, () -> arrivedFor(recipient), n -> n > 0);
        assertThat(arrivedFor(recipient)).isEqualTo(1);
        assertThat(reviews().held(OWNER)).hasSize(before.size() - 1);
    }

    @Test
    void destroysWhatIsDeleted() throws IOException {
        List<JsonNode> before = reviews().held(OWNER);
        String id = before.get(0).path("id").asText();
        String recipient = before.get(0).path("recipients").get(0).asText();

        assertThat(reviews().delete(id)).isBetween(200, 204);

        assertThat(reviews().delete(id)).isEqualTo(404);
        assertThat(reviews().release(id)).isEqualTo(404);
        assertThat(arrivedFor(recipient)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "incidents", "held", "accounts/owner@oslo.example/logins"})
    void tellsAStrangerNothing(String path) throws IOException {
        assertThat(SERVER.stranger().get("mailwarden/" + path).status()).isEqualTo(401);
    }

    @Test
    void countsWhatHappened() throws IOException {
        JsonNode overview = SERVER.admin().get("mailwarden/overview").json();

        assertThat(overview.path("openIncidents").path("critical").asLong()).isPositive();
        assertThat(overview.path("heldMessages").asLong())
                .isGreaterThanOrEqualTo(reviews().held(OWNER).size());
    }

    private static Reviews reviews() throws IOException {
        return new Reviews(SERVER.admin());
    }

    private static long arrivedFor(String recipient) {
        return SERVER.outside().arrived().stream()
                .filter(text -> text.contains("To: <" + recipient + ">"))
                .count();
    }
}
