package io.mailwarden.settings;

import io.mailwarden.engine.support.Require;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The settings of the sent journal.
 *
 * @param keepFor how long, 10m to 7d
 * @param maxMegabytes of all messages together, 10 to 1000000; above it the oldest go earlier
 * @param bytes {@value #JAMES} for James's blob store, or a folder such as {@code file://var/mailwarden/journal/}
 */
public record JournalConfig(Duration keepFor, long maxMegabytes, String bytes) {

    /** Stands for James's blob store. */
    public static final String JAMES = "james";

    private static final Pattern FOLDER = Pattern.compile("(file://|/)\\S+");

    public JournalConfig {
        Require.within(keepFor, Duration.ofMinutes(10), Duration.ofDays(7));
        Require.within(maxMegabytes, 10, 1_000_000, "megabytes");
        if (!bytes.equals(JAMES) && !FOLDER.matcher(bytes).matches()) {
            throw new IllegalArgumentException("expected james or a folder such as file://var/mailwarden/journal/");
        }
    }

    /**
     * Three hours, as Check Point looks back when an account was taken over. 512 MB are 10 000 messages of 50 KB: what
     * a company of a thousand accounts sends in a busy morning.
     */
    public static JournalConfig defaults() {
        return new JournalConfig(Duration.ofHours(3), 512, JAMES);
    }
}
