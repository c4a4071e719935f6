package io.mailwarden.door;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells wrong passwords apart without knowing them: 12 bits of HMAC-SHA-256 over account and password, under a key that
 * only Mailwarden's own store knows. Equal marks: a stale client that repeats itself. Many different ones: guessing.
 * Twelve bits are too few to find the password again (1 in 4096 random passwords has the same mark); the width is that
 * of Dovecot's and PowerDNS weakforced's policy protocol. Thread-safe.
 */
public final class PasswordMarker {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKey key;

    private PasswordMarker(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** With a key of its own, unknown to anyone; marks can be compared as long as this object lives. */
    public static PasswordMarker withRandomKey() {
        return new PasswordMarker(newKey());
    }

    /** A new key, as {@link #withKey} takes it. */
    public static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** With that key; marks can be compared with all that were made with it. */
    public static PasswordMarker withKey(byte[] key) {
        return new PasswordMarker(key);
    }

    /** The mark of a password for an account, 0 to {@value Login#HIGHEST_MARK}. */
    public OptionalInt mark(Account account, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(account.name().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] secret = password.getBytes(StandardCharsets.UTF_8);
            byte[] digest = mac.doFinal(secret);
            Arrays.fill(secret, (byte) 0);
            return OptionalInt.of((digest[0] & 0xFF) << 4 | (digest[1] & 0xF0) >> 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
