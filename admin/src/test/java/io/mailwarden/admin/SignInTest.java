package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a password and a code, as a browser does and as a thief would. */
class SignInTest extends SignInOfTest {

    @Test
    void aPasswordAndACodeOpenTheConsole() throws IOException {
        HttpResponse<String> response = signedIn();

        JsonNode shown = JSON.readTree(response.body());
        assertThat(shown.path("name").asText()).isEqualTo(CAROL);
        assertThat(shown.path("role").asText()).isEqualTo("administrator");
        assertThat(shown.path("recoveryCodesLeft").asInt()).isEqualTo(10);
        assertThat(response.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("mailwarden-console=")
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Secure");
        assertThat(overview(cookie(response))).isEqualTo(200);
    }

    @Test
    void behindTlsTheCookieIsSecureAndBoundToTheHost() throws IOException {
        String secret = enrolled(CAROL).secret();
        HttpResponse<String> response = signIn(CAROL, code(secret), "X-Forwarded-Proto", "https");

        assertThat(response.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-mailwarden-console=")
                .endsWith("; Secure");
        assertThat(overview(cookie(response))).as("not by http").isEqualTo(401);
    }

    @Test
    void whatChangesSomethingNeedsTheTokenOfThePage() throws IOException {
        HttpResponse<String> response = signedIn();
        String cookie = cookie(response);
        String csrf = JSON.readTree(response.body()).path("csrf").asText();
        String confirm = "/mailwarden/incidents/i1/confirm";

        assertThat(server.send("POST", confirm, "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(server.send("POST", confirm, "Cookie", cookie, "Mailwarden-Csrf", csrf.replace('a', 'b'))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(
                                "POST",
                                confirm,
                                "Cookie",
                                cookie,
                                "Mailwarden-Csrf",
                                csrf,
                                "Sec-Fetch-Site",
                                "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(
                                "POST",
                                confirm,
                                "Cookie",
                                cookie,
                                "Mailwarden-Csrf",
                                csrf,
                                "Sec-Fetch-Site",
                                "same-origin")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void nobodyLearnsWhatWasWrong() throws IOException {
        String secret = enrolled(CAROL).secret();
        List<HttpResponse<String>> refused = List.of(
                post(SIGN_IN, CAROL, "wrong", "Mailwarden-Code", code(secret)),
                signIn(CAROL, "000000"),
                post(SIGN_IN, CAROL, TestConsole.PASSWORD),
                signIn("dave@example.org", "123456"),
                signIn("nobody@example.org", "123456"),
                signIn("", "123456", "X-Forwarded-For", "198.51.100.1"));

        assertThat(refused).extracting(HttpResponse::statusCode).containsOnly(401);
        assertThat(refused)
                .extracting(HttpResponse::body)
                .containsOnly(refused.get(0).body());
        assertThat(refused).allSatisfy(one -> assertThat(one.headers().map()).doesNotContainKey("set-cookie"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Basic Y2Fyb2w=", "Bearer x", "Negotiate abc"})
    void headersThatAreNoneAreRefused(String header) {
        assertThat(server.send("POST", SIGN_IN, "Authorization", header).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aCodeSignsInOnce() throws IOException {
        String secret = enrolled(CAROL).secret();
        String code = code(secret);
        assertThat(signIn(CAROL, code).statusCode()).isEqualTo(200);
        assertThat(signIn(CAROL, code).statusCode()).isEqualTo(401);
    }

    @Test
    void aClockThatIsOneStepOffIsForgivenAndTwoAreNot() throws IOException {
        String secret = enrolled(CAROL).secret();
        made.clock.advance(Duration.ofSeconds(60));
        String old = code(secret);
        made.clock.advance(Duration.ofSeconds(60));
        assertThat(signIn(CAROL, old).statusCode()).isEqualTo(401);

        String current = code(secret);
        made.clock.advance(Duration.ofSeconds(30));
        assertThat(signIn(CAROL, current).statusCode()).isEqualTo(200);
    }

    @Test
    void aSignInEndsWithoutUseAndAfterItsTime() throws IOException {
        String cookie = cookie(signedIn());
        made.clock.advance(Duration.ofMinutes(29));
        assertThat(overview(cookie)).isEqualTo(200);
        made.clock.advance(Duration.ofMinutes(29));
        assertThat(overview(cookie)).as("used in between").isEqualTo(200);
        made.clock.advance(Duration.ofMinutes(31));
        assertThat(overview(cookie)).isEqualTo(401);
    }

    @Test
    void aSignInEndsHoweverMuchItIsUsed() throws IOException {
        String cookie = cookie(signedIn());
        for (int i = 0; i < 47; i++) {
            made.clock.advance(Duration.ofMinutes(15));
            assertThat(overview(cookie)).isEqualTo(200);
        }
        made.clock.advance(Duration.ofMinutes(16));
        assertThat(overview(cookie)).isEqualTo(401);
    }

    @Test
    void signingOutEndsIt() throws IOException {
        HttpResponse<String> response = signedIn();
        String cookie = cookie(response);
        String csrf = JSON.readTree(response.body()).path("csrf").asText();
        assertThat(server.send("POST", "/mailwarden/console/sign-out", "Cookie", cookie, "Mailwarden-Csrf", csrf)
                        .statusCode())
                .isEqualTo(204);
        assertThat(overview(cookie)).isEqualTo(401);
    }

    @Test
    void eachSignInHasATokenOfItsOwn() throws IOException {
        String secret = enrolled(CAROL).secret();
        String planted = "mailwarden-console=planted";
        HttpResponse<String> response = signIn(CAROL, code(secret), "Cookie", planted);
        assertThat(cookie(response)).isNotEqualTo(planted);
        assertThat(overview(planted)).isEqualTo(401);
    }

    @Test
    void signInsAreListedAndEnded() throws IOException {
        HttpResponse<String> response = signedIn();
        String cookie = cookie(response);
        JsonNode sessions = JSON.readTree(server.send("GET", "/mailwarden/console/sessions", "Cookie", cookie)
                .body());
        JsonNode mine = sessions.path("items").path(0);
        assertThat(mine.path("name").asText()).isEqualTo(CAROL);
        assertThat(mine.path("current").asBoolean()).isTrue();
        assertThat(sessions.toString()).doesNotContain(cookie.substring(cookie.indexOf('=') + 1));

        String one = "/mailwarden/console/sessions/" + mine.path("id").asText();
        assertThat(server.send("DELETE", one, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.send("DELETE", one, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(overview(cookie)).isEqualTo(401);
    }

    @Test
    void signInsAndRefusalsAreInTheTrailWithoutSecrets() throws IOException {
        signedIn();
        post(SIGN_IN, CAROL, "my secret guess");
        post(SIGN_IN, "nobody@example.org", "my secret guess");

        assertThat(trail())
                .extracting(entry -> entry.action() + " " + entry.actor() + " "
                        + entry.deed().outcome())
                .containsExactlyInAnyOrder(
                        "console-sign-in carol@example.org refused-401",
                        "console-sign-in carol@example.org done",
                        "console-enrol carol@example.org done",
                        "console-enrol carol@example.org done",
                        "console-invite token done");
        assertThat(trail().toString()).doesNotContain("secret guess", TestConsole.PASSWORD);
    }
}
