package io.mailwarden.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of re-scans: queues, and the text of notices.
 *
 * @param queues queues of James from which waiting copies are taken back
 * @param noticeTemplate file with the notice to recipients; empty for the shipped one
 */
public record RescanConfig(List<String> queues, String noticeTemplate) {

    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern FILE = Pattern.compile("|(file://|/)\\S+");

    public RescanConfig {
        queues = List.copyOf(queues);
        if (!queues.stream().allMatch(queue -> QUEUE.matcher(queue).matches())) {
            throw new IllegalArgumentException("expected names of queues such as outgoing, spool");
        }
        if (!FILE.matcher(noticeTemplate).matches()) {
            throw new IllegalArgumentException(FileNames.EXPECTED);
        }
    }

    /** What James calls its queues. */
    public static RescanConfig defaults() {
        return new RescanConfig(List.of("outgoing", "spool"), "");
    }
}
