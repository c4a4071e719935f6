package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mailwarden.admin.http.GuardedRoutes;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.jwt.JwtTokenVerifier;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.authentication.JwtFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;

/** Whatever an administrator changes is logged in one way and answered in one way. */
class AdminActionsTest {

    private static final String FORGED = "mallory\n2026-05-03 INFO DELETE /mailwarden/held/h9 by alice";

    /** James's filter, that lets in somebody whose name is a line of the log. */
    private static final class ForgedName extends JwtFilter {

        ForgedName() {
            super(() -> new JwtTokenVerifier(List::of));
        }

        @Override
        public void handle(Request request, Response response) {
            request.attribute(AuthenticationFilter.LOGIN, FORGED);
        }
    }

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(GuardedRoutes.class);
    private WebAdmin server;

    @BeforeEach
    void start(@TempDir Path folder) {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        ForgedName jwt = new ForgedName();
        FakeReview review = new FakeReview();
        FakeControls controls = new FakeControls();
        server = new WebAdmin(
                new MailwardenRoutes(
                        TestPorts.of(review, controls),
                        TestConsole.withTokenIn(folder.resolve("token")).console(jwt)),
                jwt);
    }

    @AfterEach
    void stop() {
        server.close();
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "204 | POST   | /incidents/i1/confirm |",
                "200 | POST   | /incidents/i1/release |",
                "200 | DELETE | /incidents/i1/held |",
                "204 | POST   | /held/h1/release |",
                "204 | DELETE | /held/h1 |",
                "201 | POST   | /incidents/i1/rescan |",
                "201 | POST   | /incidents/i1/notice |",
                "201 | POST   | /accounts/bob@example.org/block | {\"reason\":\"left\"}",
                "200 | DELETE | /accounts/bob@example.org/block |",
                "200 | DELETE | /sessions?account=bob@example.org |",
                "204 | PUT    | /modes/@example.org | {\"mode\":\"detect\"}"
            })
    void aNameThatIsALineOfTheLogForgesNone(int status, String method, String path, String body) {
        HttpResponse<String> response =
                server.sendBody(method, "/mailwarden" + path, body == null ? "" : body, "Authorization", "Bearer x");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body().isEmpty()).isEqualTo(status == 204);
        assertThat(log.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .startsWith(method + " /mailwarden" + path + " by mallory")
                .doesNotContain("\n"));
    }

    @Test
    void whatOnlyShowsOrFailsIsNoAction() {
        assertThat(server.send("GET", "/mailwarden/overview", "Authorization", "Bearer x")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send("DELETE", "/mailwarden/held/h2", "Authorization", "Bearer x")
                        .statusCode())
                .isEqualTo(404);
        assertThat(log.list).isEmpty();
    }
}
