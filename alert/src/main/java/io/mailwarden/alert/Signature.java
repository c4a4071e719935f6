package io.mailwarden.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks 1.0 does: HMAC-SHA256 over id, time and body, joined by dots. Thread-safe. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    Signature(byte[] key) {
        this.key = key.clone();
    }

    /**
     * The value of the header.
     *
     * @param seconds since 1970
     */
    String of(String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
