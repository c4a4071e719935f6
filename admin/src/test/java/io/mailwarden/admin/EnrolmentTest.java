package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.engine.event.Account;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Who gets a second factor, how it is used up, and how it is lost. */
class EnrolmentTest extends SignInOfTest {

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
