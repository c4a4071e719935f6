package io.mailwarden.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;

/** Reads secrets such as passwords and webhook URLs from files. What is thrown never contains one. */
final class Secrets {

    private static final String STANDARD_PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;

    private Secrets() {}

    /** The first line of a file; throws IllegalArgumentException when there is none. */
    static String line(Path file, String what) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            if (line != null && !line.isBlank()) {
                return line.strip();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("expected a file with %s at %s".formatted(what, file), e);
        }
        throw new IllegalArgumentException("expected %s in the first line of %s".formatted(what, file));
    }

    /** The key of signatures: base64 after {@code whsec_}, or else the line itself; at least 24 bytes. */
    static byte[] key(Path file) {
        String line = line(file, "the key of signatures");
        byte[] key = line.startsWith(STANDARD_PREFIX)
                ? decoded(line.substring(STANDARD_PREFIX.length()), file)
                : line.getBytes(StandardCharsets.UTF_8);
        if (key.length < LEAST_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected a key of at least %d bytes in the first line of %s", LEAST_BYTES, file));
        }
        return key;
    }

    private static byte[] decoded(String text, Path file) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // The cause names what it could not decode.
            throw new IllegalArgumentException("expected base64 after %s in %s".formatted(STANDARD_PREFIX, file));
        }
    }
}
