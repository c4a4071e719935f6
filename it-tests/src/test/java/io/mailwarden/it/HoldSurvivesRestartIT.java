package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(6)
class HoldSurvivesRestartIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.PROXIED;

    private static final String HEIR = Servers.address("heir");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void showsAndReleasesWhatWasHeldBefore() throws Exception {
        Thief thief = new Thief(SERVER, HEIR);
        thief.ownerLogsIn();
        int taken = thief.strikes("Before the restart");
        Waiting.until(
                PATIENCE,
                "mail held or outside: " + taken,
                () -> reviews().held(HEIR).size() + SERVER.outside().countBySubject("Before the restart"),
                seen -> seen >= taken);
        List<JsonNode> before = reviews().held(HEIR);
        long leaked = SERVER.outside().countBySubject("Before the restart");
        assertThat(before).isNotEmpty();

        SERVER.restart();

        assertThat(reviews().held(HEIR)).isEqualTo(before);
        assertThat(reviews().release(before.get(0).path("id").asText())).isBetween(200, 204);
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "Before the restart", leaked + 1);
        assertThat(reviews().held(HEIR)).hasSize(before.size() - 1);
    }

    @Test
    void knowsLoginsAndIncidentsOfBefore() throws Exception {
        new Thief(SERVER, HEIR).ownerLogsIn();
        Waiting.until(PATIENCE, "a login of today", () -> reviews().logins(HEIR), all -> all.get(0)
                .path("at")
                .asText()
                .startsWith(today()));
        List<JsonNode> logins = reviews().logins(HEIR);
        List<JsonNode> incidents = reviews().incidents(HEIR);

        SERVER.restart();

        assertThat(reviews().logins(HEIR)).isEqualTo(logins);
        assertThat(reviews().incidents(HEIR)).isEqualTo(incidents);
        Path store = SERVER.home().var().resolve("mailwarden/mailwarden.db");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rw-------");
    }

    private static String today() {
        return SERVER.clock().instant().toString().substring(0, 10);
    }

    private static Reviews reviews() throws IOException {
        return new Reviews(SERVER.admin());
    }
}
