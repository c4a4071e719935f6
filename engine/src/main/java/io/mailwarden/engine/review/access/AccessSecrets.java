package io.mailwarden.engine.review.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Makes what is shown once and kept as a hash only. Thread-safe. */
public final class AccessSecrets {

    // Crockford's Base32 without what is taken for another: read from paper, typed by hand.
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private static final int TOKEN_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private AccessSecrets() {}

    /** A code for people, 80 random bits: four groups of four letters and digits. */
    public static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** A token for programs, 256 random bits, of letters, digits, "-" and "_". */
    public static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The code as it is kept and compared: letter case, blanks and hyphens aside. */
    public static String hashOfCode(String code) {
        return hash(code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    /** SHA-256 in hexadecimal: enough for what has 80 random bits or more, and cannot be guessed. */
    public static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
