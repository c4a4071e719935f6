package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.server.Overlays;
import io.mailwarden.testkit.MailwardenServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where WebAdmin asks programs for a JWT: the browser's cookie opens the console nevertheless, and nothing else does. */
@Order(13)
class ConsoleSignInByJwtIT extends ConsoleSignIn {

    private static final KeyPair KEYS = keys();

    @RegisterExtension
    static final MailwardenServer SERVER = plan("console-jwt")
            .overlay(Overlays.property("webadmin.properties", "jwt.enabled", "true"))
            .overlay(Overlays.property("webadmin.properties", "jwt.publickeypem.url", "file://conf/jwt_publickey"))
            .overlay(Overlays.file("jwt_publickey", pem()))
            .build();

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

    @Override
    MailwardenServer server() {
        return SERVER;
    }

    @Override
    String program() {
        return "Bearer " + jwt(KEYS.getPrivate(), true);
    }

    @Test
    void withJwtOnNothingIsOpen() throws IOException {
        for (String path : new String[] {"overview", "incidents", "console/session", "console/users", "no/such"}) {
            assertThat(send("GET", path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(send("GET", "overview", "Authorization", "Bearer " + jwt(keys().getPrivate(), true))
                        .statusCode())
                .as("another's key")
                .isEqualTo(401);
        assertThat(send("GET", "overview", "Authorization", "Bearer " + jwt(KEYS.getPrivate(), false))
                        .statusCode())
                .as("no administrator")
                .isEqualTo(401);
        assertThat(send("GET", "overview", "Authorization", program()).statusCode())
                .isEqualTo(200);
    }
}
