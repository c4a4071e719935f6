package io.mailwarden.scanner;

import io.mailwarden.engine.support.Require;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of the scanner: thresholds, brands and helpers.
 *
 * @param normalThreshold score from which a message is malicious in everyday mail, 0.05 to 1
 * @param heightenedThreshold the same in mail of an account that was taken over, 0.05 to 1
 * @param brands more names that are often borrowed, each {@code NAME | DOMAIN DOMAIN}
 * @param rspamdUrl where Rspamd listens, such as {@code http://127.0.0.1:11333}; empty for none
 * @param rspamdTimeout how long it may take for one message, 1s to 60s
 * @param clamdAddress where ClamAV's clamd listens, {@code HOST:PORT}; empty for none
 * @param clamdTimeout how long it may take for one message, 1s to 300s
 */
public record ScannerConfig(
        double normalThreshold,
        double heightenedThreshold,
        List<String> brands,
        String rspamdUrl,
        Duration rspamdTimeout,
        String clamdAddress,
        Duration clamdTimeout) {

    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+(?:/[^\\s?#]*)?");
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}");
    private static final Pattern BRAND =
            Pattern.compile("[^|]*[\\p{L}\\p{N}][^|]*\\|(?:\\s*[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+)+\\s*");

    public ScannerConfig {
        Require.within(normalThreshold, 0.05, 1, "of score");
        Require.within(heightenedThreshold, 0.05, 1, "of score");
        Require.within(rspamdTimeout, Duration.ofSeconds(1), Duration.ofSeconds(60));
        Require.within(clamdTimeout, Duration.ofSeconds(1), Duration.ofSeconds(300));
        brands = List.copyOf(brands);
        if (!brands.stream().allMatch(brand -> BRAND.matcher(brand).matches())) {
            throw new IllegalArgumentException("expected NAME | DOMAIN DOMAIN such as Acme Bank | acme.example");
        }
        if (!rspamdUrl.isEmpty() && !URL.matcher(rspamdUrl).matches()) {
            throw new IllegalArgumentException("expected the URL of Rspamd such as http://127.0.0.1:11333");
        }
        if (!clamdAddress.isEmpty() && !ADDRESS.matcher(clamdAddress).matches()) {
            throw new IllegalArgumentException("expected HOST:PORT of clamd such as 127.0.0.1:3310");
        }
    }

    /**
     * The default settings: Mailwarden's own scanner without helpers. Thresholds as measured in docs/detection.md:
     * of five thousand honest messages of open mailing lists none reaches 0.8; more than nine in ten of phishing and
     * fraud reach 0.45. Rspamd answers in milliseconds, but waits for DNS for some
     * seconds; ClamAV unpacks archives.
     */
    public static ScannerConfig defaults() {
        return new ScannerConfig(0.8, 0.45, List.of(), "", Duration.ofSeconds(10), "", Duration.ofSeconds(30));
    }
}
