package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.server.Overlays;
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
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in to the console of a real James, where WebAdmin asks for a JWT and where it does not. */
@Order(13)
class ConsoleSignInIT {

    /** How programs show that they may. */
    enum Door {
        TOKEN,
        JWT
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAROL = Servers.address("carol");
    private static final KeyPair KEYS = keys();

    @RegisterExtension
    static final MailwardenServer BY_TOKEN = plan("console-token").build();

    @RegisterExtension
    static final MailwardenServer BY_JWT = plan("console-jwt")
            .overlay(Overlays.property("webadmin.properties", "jwt.enabled", "true"))
            .overlay(Overlays.property("webadmin.properties", "jwt.publickeypem.url", "file://conf/jwt_publickey"))
            .overlay(Overlays.file("jwt_publickey", pem()))
            .build();

    private final HttpClient browser = HttpClient.newHttpClient();

    private static ServerPlan plan(String name) {
        return MailwardenServer.named(name)
                .withoutGeography()
                .setting("console.users", CAROL + ":administrator")
                .account(CAROL)
                .account(Servers.address("bob"));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String jwt(PrivateKey key, boolean admin) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String head = base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8));
        String claims = base64.encodeToString(
                "{\"sub\":\"operator\",\"admin\":%s}".formatted(admin).getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update((head + "." + claims).getBytes(StandardCharsets.UTF_8));
            return head + "." + claims + "." + base64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static MailwardenServer server(Door door) {
        return door == Door.JWT ? BY_JWT : BY_TOKEN;
    }

    private static String program(Door door) throws IOException {
        return "Bearer "
                + (door == Door.JWT
                        ? jwt(KEYS.getPrivate(), true)
                        : Files.readString(BY_TOKEN.home().var().resolve("mailwarden/admin-token"))
                                .strip());
    }

    private HttpResponse<String> send(MailwardenServer server, String method, String path, String... headers)
            throws IOException {
        AdminClient stranger = server.stranger();
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

    @ParameterizedTest
    @EnumSource
    void anInvitedAdministratorEnrolsAndSignsIn(Door door) throws IOException {
        MailwardenServer server = server(door);
        Authenticator phone = enrolled(server, door);
        server.clock().advance(Duration.ofMinutes(1));

        HttpResponse<String> signedIn = send(
                server,
                "POST",
                "console/sign-in",
                credentials(
                        ServerPlan.PASSWORD,
                        "Mailwarden-Code",
                        phone.code(server.clock().instant())));
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
        String set = signedIn.headers().firstValue("Set-Cookie").orElse("");
        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(send(server, "GET", "overview", "Cookie", cookie).statusCode())
                .isEqualTo(200);
        assertThat(send(server, "GET", "audit", "Cookie", cookie).body())
                .contains("console-sign-in", "console-enrol", "console-invite")
                .doesNotContain(ServerPlan.PASSWORD);
    }

    private Authenticator enrolled(MailwardenServer server, Door door) throws IOException {
        String invitation = JSON.readTree(
                        send(server, "POST", "console/users/" + CAROL + "/invitation", "Authorization", program(door))
                                .body())
                .path("code")
                .asText();
        JsonNode enrolment = JSON.readTree(send(
                        server,
                        "POST",
                        "console/enrol",
                        credentials(ServerPlan.PASSWORD, "Mailwarden-Enrolment", invitation))
                .body());
        assertThat(enrolment.path("qr").asText()).startsWith("<svg");
        Authenticator phone = new Authenticator(enrolment.path("secret").asText());
        HttpResponse<String> enrolled = send(
                server,
                "POST",
                "console/enrol",
                credentials(
                        ServerPlan.PASSWORD,
                        "Mailwarden-Enrolment",
                        invitation,
                        "Mailwarden-Code",
                        phone.code(server.clock().instant())));
        assertThat(JSON.readTree(enrolled.body()).path("recoveryCodes"))
                .as(enrolled.body())
                .hasSize(10);
        return phone;
    }

    @Test
    void withJwtOnNothingIsOpen() throws IOException {
        for (String path : new String[] {"overview", "incidents", "console/session", "console/users", "no/such"}) {
            assertThat(send(BY_JWT, "GET", path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(send(BY_JWT, "GET", "overview", "Authorization", "Bearer " + jwt(keys().getPrivate(), true))
                        .statusCode())
                .as("another's key")
                .isEqualTo(401);
        assertThat(send(BY_JWT, "GET", "overview", "Authorization", "Bearer " + jwt(KEYS.getPrivate(), false))
                        .statusCode())
                .as("no administrator")
                .isEqualTo(401);
        assertThat(send(BY_JWT, "GET", "overview", "Authorization", program(Door.JWT))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void thePasswordAloneOpensNothing(Door door) throws IOException {
        assertThat(send(server(door), "POST", "console/sign-in", credentials(ServerPlan.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(server(door), "GET", "overview", credentials(ServerPlan.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
    }
}
