package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.audit.AuditEntry;
import io.mailwarden.engine.review.audit.AuditQuery;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a password and a code, as a browser does and as a thief would. */
class SignInTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAROL = "carol@example.org";
    private static final String SIGN_IN = "/mailwarden/console/sign-in";
    private static final String ENROL = "/mailwarden/console/enrol";

    private WebAdmin server;
    private TestConsole made;
    private String token = "";

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        made = TestConsole.withTokenIn(folder.resolve("token"));
        NoAuthenticationFilter open = new NoAuthenticationFilter();
        FakeControls controls = new FakeControls();
        server = new WebAdmin(
                new MailwardenRoutes(
                        new FakeReview(),
                        controls,
                        new FakeRescans().door(controls),
                        new FakeDirectory(),
                        made.console(open)),
                open);
        token = Files.readString(folder.resolve("token")).strip();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path, String name, String password, String... headers) {
        return server.send(
                "POST",
                path,
                Stream.concat(Stream.of("Authorization", basic(name, password)), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private HttpResponse<String> signIn(String name, String code, String... headers) {
        return post(
                SIGN_IN,
                name,
                TestConsole.PASSWORD,
                Stream.concat(Stream.of("Mailwarden-Code", code), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private String code(String secret) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"),
                            made.clock.instant(),
                            Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String invitation(String name) throws IOException {
        HttpResponse<String> made = server.send(
                "POST", "/mailwarden/console/users/" + name + "/invitation", "Authorization", "Bearer " + token);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("code").asText();
    }

    private record Enrolled(String secret, List<String> recovery) {}

    private Enrolled enrolled(String name) throws IOException {
        String invitation = invitation(name);
        HttpResponse<String> shown = post(ENROL, name, TestConsole.PASSWORD, "Mailwarden-Enrolment", invitation);
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        String secret = JSON.readTree(shown.body()).path("secret").asText();
        HttpResponse<String> enrolled = post(
                ENROL, name, TestConsole.PASSWORD, "Mailwarden-Enrolment", invitation, "Mailwarden-Code", code(secret));
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        List<String> recovery = new ArrayList<>();
        JSON.readTree(enrolled.body()).path("recoveryCodes").forEach(one -> recovery.add(one.asText()));
        made.clock.advance(Duration.ofMinutes(1));
        return new Enrolled(secret, recovery);
    }

    private static String cookie(HttpResponse<String> response) {
        String set = response.headers().firstValue("Set-Cookie").orElse("");
        return set.substring(0, set.indexOf(';'));
    }

    private HttpResponse<String> signedIn() throws IOException {
        HttpResponse<String> response = signIn(CAROL, code(enrolled(CAROL).secret()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private int overview(String cookie) {
        return server.send("GET", "/mailwarden/overview", "Cookie", cookie).statusCode();
    }

    private List<AuditEntry> trail() {
        return made.trail
                .search(new AuditQuery(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100, Optional.empty()))
                .items();
    }

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
    void aRecoveryCodeSignsInOnceHoweverItIsTyped() throws IOException {
        List<String> recovery = enrolled(CAROL).recovery();
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
        String typed = recovery.get(3).toUpperCase(Locale.ROOT).replace('-', ' ');

        HttpResponse<String> first = signIn(CAROL, typed);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(first.body()).path("recoveryCodesLeft").asInt())
                .isEqualTo(9);
        assertThat(signIn(CAROL, typed).statusCode()).isEqualTo(401);
    }

    @Test
    void whoHasThePasswordAloneCannotEnrol() throws IOException {
        assertThat(post(ENROL, CAROL, TestConsole.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(post(ENROL, CAROL, TestConsole.PASSWORD, "Mailwarden-Enrolment", "aaaa-bbbb-cccc-dddd")
                        .statusCode())
                .isEqualTo(401);
        String ofDave = invitation("dave@example.org");
        assertThat(post(ENROL, CAROL, TestConsole.PASSWORD, "Mailwarden-Enrolment", ofDave)
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(ENROL, "dave@example.org", "wrong", "Mailwarden-Enrolment", ofDave)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anInvitationEndsAndIsUsedOnce() throws IOException {
        String invitation = invitation(CAROL);
        made.clock.advance(Duration.ofDays(1));
        assertThat(post(ENROL, CAROL, TestConsole.PASSWORD, "Mailwarden-Enrolment", invitation)
                        .statusCode())
                .isEqualTo(401);

        Enrolled enrolled = enrolled("dave@example.org");
        assertThat(made.store.invitation(new Account("dave@example.org"))).isEmpty();
        assertThat(signIn("dave@example.org", code(enrolled.secret())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSecretIsShownAsPicture() throws IOException {
        HttpResponse<String> shown =
                post(ENROL, CAROL, TestConsole.PASSWORD, "Mailwarden-Enrolment", invitation(CAROL));
        JsonNode enrolment = JSON.readTree(shown.body());
        assertThat(enrolment.path("uri").asText())
                .isEqualTo("otpauth://totp/Mailwarden:carol%40example.org?secret="
                        + enrolment.path("secret").asText()
                        + "&issuer=Mailwarden&algorithm=SHA1&digits=6&period=30");
        assertThat(enrolment.path("qr").asText()).startsWith("<svg ").endsWith("</svg>");
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
    void guessingIsSlowedAndTheOwnersBrowserIsNot() throws IOException {
        String secret = enrolled(CAROL).secret();
        HttpResponse<String> before = signIn(CAROL, code(secret));
        made.clock.advance(Duration.ofMinutes(1));
        int slowed = 0;
        for (int i = 0; i < 40; i++) {
            HttpResponse<String> guess = post(SIGN_IN, CAROL, "guess" + i, "X-Forwarded-For", "198.51.100." + (i % 30));
            slowed += guess.statusCode() == 429 ? 1 : 0;
            made.clock.advance(Duration.ofMillis(100));
        }
        assertThat(slowed).isGreaterThan(25);

        assertThat(signIn(CAROL, code(secret), "X-Forwarded-For", "203.0.113.9", "Cookie", cookie(before))
                        .statusCode())
                .as("a browser that signed in before")
                .isEqualTo(200);
        made.clock.advance(Duration.ofSeconds(61));
        assertThat(signIn(CAROL, code(secret), "X-Forwarded-For", "203.0.113.9").statusCode())
                .as("another, a minute later")
                .isEqualTo(200);
    }

    @Test
    void oneAddressIsSlowedWhateverNamesItTries() {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            statuses.add(post(SIGN_IN, "user" + i + "@example.org", "x", "X-Forwarded-For", "2001:db8:1:2::" + i)
                    .statusCode());
        }
        assertThat(statuses).startsWith(401, 401, 401, 401, 401).endsWith(429);
        HttpResponse<String> other = post(SIGN_IN, "user@example.org", "x", "X-Forwarded-For", "2001:db8:1:3::1");
        assertThat(other.statusCode()).isEqualTo(401);
    }

    @Test
    void aRightPasswordWithAWrongCodeRaisesAnAlarmUntilTheOwnerComes() throws IOException {
        String secret = enrolled(CAROL).secret();
        signIn(CAROL, "000000");
        assertThat(made.alarms.stands("console-code-guessed")).isTrue();
        signIn(CAROL, code(secret));
        assertThat(made.alarms.stands("console-code-guessed")).isFalse();
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

    @Test
    void losingTheSecondFactorEndsSignInsAndNeedsAnInvitation() throws IOException {
        HttpResponse<String> response = signedIn();
        assertThat(server.send(
                                "DELETE",
                                "/mailwarden/console/users/" + CAROL + "/second-factor",
                                "Authorization",
                                "Bearer " + token)
                        .statusCode())
                .isEqualTo(204);
        assertThat(overview(cookie(response))).isEqualTo(401);
        assertThat(post(SIGN_IN, CAROL, TestConsole.PASSWORD).statusCode()).isEqualTo(401);
    }
}
