package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.server.client.AdminClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.ServerPlan;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Signing in to the console of a real James, whatever programs show. */
abstract class ConsoleSignIn {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAROL = Servers.address("carol");

    private final HttpClient browser = HttpClient.newHttpClient();

    /** The one whose console it is. */
    abstract MailwardenServer server();

    /** What a program shows in {@code Authorization}. */
    abstract String program() throws IOException;

    static ServerPlan plan(String name) {
        return MailwardenServer.named(name)
                .withoutGeography()
                .setting("console.users", CAROL + ":administrator")
                .account(CAROL)
                .account(Servers.address("bob"));
    }

    HttpResponse<String> send(String method, String path, String... headers) throws IOException {
        AdminClient stranger = server().stranger();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(stranger.uri("mailwarden/" + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String[] credentials(String password, String... more) {
        String basic = Base64.getEncoder().encodeToString((CAROL + ":" + password).getBytes(StandardCharsets.UTF_8));
        return Stream.concat(Stream.of("Authorization", "Basic " + basic), Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void anInvitedAdministratorEnrolsAndSignsIn() throws IOException {
        Authenticator phone = enrolled();
        server().clock().advance(Duration.ofMinutes(1));

        HttpResponse<String> signedIn = send(
                "POST",
                "console/sign-in",
                credentials(
                        ServerPlan.PASSWORD,
                        "Mailwarden-Code",
                        phone.code(server().clock().instant())));
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
        String set = signedIn.headers().firstValue("Set-Cookie").orElse("");
        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(send("GET", "overview", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(send("GET", "audit", "Cookie", cookie).body())
                .contains("console-sign-in", "console-enrol", "console-invite")
                .doesNotContain(ServerPlan.PASSWORD);
    }

    private Authenticator enrolled() throws IOException {
        String invitation = JSON.readTree(
                        send("POST", "console/users/" + CAROL + "/invitation", "Authorization", program())
                                .body())
                .path("code")
                .asText();
        JsonNode enrolment = JSON.readTree(
                send("POST", "console/enrol", credentials(ServerPlan.PASSWORD, "Mailwarden-Enrolment", invitation))
                        .body());
        assertThat(enrolment.path("qr").asText()).startsWith("<svg");
        Authenticator phone = new Authenticator(enrolment.path("secret").asText());
        HttpResponse<String> enrolled = send(
                "POST",
                "console/enrol",
                credentials(
                        ServerPlan.PASSWORD,
                        "Mailwarden-Enrolment",
                        invitation,
                        "Mailwarden-Code",
                        phone.code(server().clock().instant())));
        assertThat(JSON.readTree(enrolled.body()).path("recoveryCodes"))
                .as(enrolled.body())
                .hasSize(10);
        return phone;
    }

    @Test
    void thePasswordAloneOpensNothing() throws IOException {
        assertThat(send("POST", "console/sign-in", credentials(ServerPlan.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "overview", credentials(ServerPlan.PASSWORD)).statusCode())
                .isEqualTo(401);
    }
}
