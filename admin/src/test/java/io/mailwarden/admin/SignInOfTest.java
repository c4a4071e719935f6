package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;

/** A WebAdmin with the console, whose users sign in with a password and a code, for one test. */
abstract class SignInOfTest extends ConsoleOfTest {

    static final String ENROL = "/mailwarden/console/enrol";

    String token = "";

    @Override
    TestConsole console() {
        return TestConsole.withTokenIn(token());
    }

    @BeforeEach
    void readToken() throws IOException {
        token = Files.readString(token()).strip();
    }

    HttpResponse<String> post(String path, String name, String password, String... headers) {
        return server.send(
                "POST",
                path,
                Stream.concat(Stream.of("Authorization", basic(name, password)), Stream.of(headers))
                        .toArray(String[]::new));
    }

    HttpResponse<String> signIn(String name, String code, String... headers) {
        return post(
                SIGN_IN,
                name,
                TestConsole.PASSWORD,
                Stream.concat(Stream.of("Mailwarden-Code", code), Stream.of(headers))
                        .toArray(String[]::new));
    }

    String code(String secret) {
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

    String invitation(String name) throws IOException {
        HttpResponse<String> made = server.send(
                "POST", "/mailwarden/console/users/" + name + "/invitation", "Authorization", "Bearer " + token);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("code").asText();
    }

    record Enrolled(String secret, List<String> recovery) {}

    Enrolled enrolled(String name) throws IOException {
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

    static String cookie(HttpResponse<String> response) {
        String set = response.headers().firstValue("Set-Cookie").orElse("");
        return set.substring(0, set.indexOf(';'));
    }

    HttpResponse<String> signedIn() throws IOException {
        HttpResponse<String> response = signIn(CAROL, code(enrolled(CAROL).secret()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    int overview(String cookie) {
        return server.send("GET", "/mailwarden/overview", "Cookie", cookie).statusCode();
    }
}
