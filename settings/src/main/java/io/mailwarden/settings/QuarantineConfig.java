package io.mailwarden.settings;

import java.util.regex.Pattern;

/**
 * The settings of the quarantine of mail that was taken back.
 *
 * @param repository URL of a James mail repository, such as {@code file://var/mail/quarantine/}
 */
public record QuarantineConfig(String repository) {

    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://\\S+");

    public QuarantineConfig {
        requireRepository(repository);
    }

    static void requireRepository(String url) {
        if (!URL.matcher(url).matches()) {
            throw new IllegalArgumentException("expected the URL of a mail repository such as file://var/mail/held/");
        }
    }

    /** On disk, beside held mail. */
    public static QuarantineConfig defaults() {
        return new QuarantineConfig("file://var/mail/quarantine/");
    }
}
