package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.james.jwt.JwtTokenVerifier;
import org.apache.james.webadmin.authentication.JwtFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spark.Request;
import spark.Response;

class JwtGuardTest {

    /** James's filter, for what concerns us: it is one, and it lets nobody or everybody in. */
    private static final class Jwt extends JwtFilter {

        private final boolean letsIn;

        Jwt(boolean letsIn) {
            super(() -> new JwtTokenVerifier(List::of));
            this.letsIn = letsIn;
        }

        @Override
        public void handle(Request request, Response response) throws Exception {
            if (!letsIn) {
                super.handle(request, response);
            }
        }
    }

    @TempDir
    private Path folder;

    private WebAdmin server(Jwt jwt) {
        FakeReview review = new FakeReview();
        FakeControls controls = new FakeControls();
        return new WebAdmin(
                new MailwardenRoutes(
                        TestPorts.of(review, controls),
                        TestConsole.withTokenIn(folder.resolve("token")).console(jwt)),
                jwt);
    }

    @Test
    void jwtThatJamesAcceptsNeedsNoTokenAndNoneIsMade() {
        try (WebAdmin server = server(new Jwt(true))) {
            assertThat(server.send("GET", "/mailwarden/overview", "Authorization", "Bearer x")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.send("GET", "/mailwarden/overview", "Authorization", "Bearer x")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whomJamesRefusesIsRefused() {
        try (WebAdmin server = server(new Jwt(false))) {
            assertThat(server.send("GET", "/mailwarden/overview").statusCode()).isEqualTo(401);
            assertThat(server.send("DELETE", "/mailwarden/held/h1", "Authorization", "Bearer x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(server.send("GET", "/mailwarden/no/such/route").statusCode())
                    .isEqualTo(401);
        }
    }
}
