package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.server.client.AdminClient.HttpReply;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(13)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SafeNetworkIT {

    @RegisterExtension
    static final MailwardenServer SERVER =
            Servers.known("safe", "traveller", "colleague").build();

    private static final String TRAVELLER = Servers.address("traveller");
    private static final String COLLEAGUE = Servers.address("colleague");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Reviews reviews() throws IOException {
        return new Reviews(SERVER.admin());
    }

    private static void atTheOfficeThenAbroad(String account) throws IOException {
        Thief person = new Thief(SERVER, account);
        person.ownerLogsIn();
        SERVER.clock().advance(Duration.ofMinutes(30));
        person.reads().close();
    }

    private static JsonNode lastLogin(String account) throws IOException {
        return reviews().logins(account).get(0);
    }

    private static JsonNode posted(String path, String body) throws IOException {
        HttpReply reply = SERVER.admin().post("mailwarden/" + path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json();
    }

    @Test
    @Order(1)
    void whatIsNotMarkedIsFound() throws IOException {
        atTheOfficeThenAbroad(COLLEAGUE);

        assertThat(lastLogin(COLLEAGUE).path("anomalies").toString()).contains("new-country", "impossible-travel");
        Waiting.until(
                PATIENCE, "incidents", () -> reviews().incidents(COLLEAGUE).size(), seen -> seen == 1);
    }

    @Test
    @Order(2)
    void aNetworkThatIsMarkedAsSafeRaisesNothing() throws IOException {
        String body = "{\"network\":\"%s/24\",\"description\":\"a hotel\",\"account\":\"%s\"}";
        String id = posted("safe-networks", body.formatted(Servers.THIEF, TRAVELLER))
                .path("id")
                .asText();

        atTheOfficeThenAbroad(TRAVELLER);

        assertThat(lastLogin(TRAVELLER).path("address").asText()).isEqualTo(Servers.THIEF);
        assertThat(lastLogin(TRAVELLER).path("anomalies")).isEmpty();
        assertThat(reviews().incidents(TRAVELLER)).isEmpty();
        List<JsonNode> listed = reviews().items("mailwarden/safe-networks?account=" + TRAVELLER);
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("id").asText()).isEqualTo(id);
        assertThat(listed.get(0).path("silenced").asLong()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void aProposedExceptionClosesWhatItExplains() throws IOException {
        String incident = reviews().incidents(COLLEAGUE).get(0).path("id").asText();
        ObjectNode body = ((ObjectNode) reviews()
                        .items("mailwarden/incidents/" + incident + "/exceptions")
                        .get(0)
                        .path("proposals")
                        .get(0)
                        .path("body"))
                .put("comment", "at the fair");
        // All that is strange about the place, not the one finding alone.
        body.remove("type");

        HttpReply preview = SERVER.admin().post("mailwarden/exceptions/preview", body.toString());
        assertThat(preview.json().path("closes").findValuesAsText("id")).containsExactly(incident);
        assertThat(reviews().incident(incident).path("state").asText()).isEqualTo("open");

        JsonNode made = posted("exceptions", body.toString());

        assertThat(made.path("closed").get(0).asText()).isEqualTo(incident);
        assertThat(reviews().incident(incident).path("state").asText()).isEqualTo("dismissed");
        assertThat(reviews().incident(incident).path("done").toString()).contains("at the fair");
    }

    @Test
    @Order(4)
    void bothAreThereAfterARestart() throws Exception {
        SERVER.restart();

        assertThat(reviews()
                        .items("mailwarden/safe-networks")
                        .get(0)
                        .path("silenced")
                        .asLong())
                .isEqualTo(1);
        assertThat(reviews().items("mailwarden/exceptions")).hasSize(1);
        atTheOfficeThenAbroad(TRAVELLER);
        assertThat(lastLogin(TRAVELLER).path("anomalies")).isEmpty();
    }
}
