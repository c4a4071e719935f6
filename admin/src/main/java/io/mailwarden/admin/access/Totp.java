package io.mailwarden.admin.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.mailwarden.engine.event.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * Codes that change by time (RFC 6238), as authenticator programs show them: SHA-1, six digits, thirty seconds, the only
 * ones that all of them know. Thread-safe.
 */
final class Totp {

    // As long as the hash, as RFC 4226 recommends in section 4.
    private static final int SECRET_BYTES = 20;

    // RFC 6238 section 5.2 recommends one step for what the network and a clock that is off need.
    private static final int DRIFT = 1;

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int DIGITS = 6;
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final String ISSUER = "Mailwarden";

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP, DIGITS);
    private final SecureRandom random = new SecureRandom();

    /** A new secret in Base32. */
    String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return new Base32().encodeToString(bytes).replace("=", "");
    }

    /** Whether it looks like such a code, blanks within aside. */
    static boolean isCode(String text) {
        return CODE.matcher(plain(text)).matches();
    }

    private static String plain(String text) {
        return text.replace(" ", "");
    }

    /** The step of time, one more or less than now's, whose code that is; empty when it is none of theirs. */
    OptionalLong step(String secret, String code, Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
        OptionalLong found = OptionalLong.empty();
        // Always all of them: how long it takes tells nothing.
        for (long step = current - DRIFT; step <= current + DRIFT; step++) {
            if (plain(code).equals(code(secret, step))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private String code(String secret, long step) {
        try {
            SecretKeySpec key = new SecretKeySpec(new Base32().decode(secret), generator.getAlgorithm());
            int code = generator.generateOneTimePassword(key, Instant.ofEpochSecond(step * STEP.toSeconds()));
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", code);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a secret of ours fits", e);
        }
    }

    /** What authenticator programs read from a QR code (Google's Key URI format). */
    static String uri(Account account, String secret) {
        String label = URLEncoder.encode(account.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + ISSUER + ":" + label + "?secret=" + secret + "&issuer=" + ISSUER
                + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP.toSeconds();
    }
}
