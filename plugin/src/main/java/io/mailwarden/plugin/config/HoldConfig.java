package io.mailwarden.plugin.config;

import java.util.regex.Pattern;

/**
 * Where held mail waits.
 *
 * @param repository URL of a James mail repository, such as {@code file://var/mail/held/}
 */
public record HoldConfig(String repository) {

    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://\\S+");

    public HoldConfig {
        if (!URL.matcher(repository).matches()) {
            throw new IllegalArgumentException("expected the URL of a mail repository such as file://var/mail/held/");
        }
    }

    /** On disk: James's memory app keeps everything else in memory, but what waits for review must outlive a restart. */
    public static HoldConfig defaults() {
        return new HoldConfig("file://var/mail/held/");
    }
}
