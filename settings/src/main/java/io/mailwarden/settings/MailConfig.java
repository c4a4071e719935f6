package io.mailwarden.settings;

import io.mailwarden.scanner.ScannerConfig;

/**
 * What is done with mail: held, quarantined, kept for a while, scanned and scanned again; each component is a section.
 */
public record MailConfig(
        HoldConfig hold,
        QuarantineConfig quarantine,
        ScannerConfig scanner,
        JournalConfig journal,
        RescanConfig rescan) {

    /** The shipped settings. */
    public static MailConfig defaults() {
        return new MailConfig(
                HoldConfig.defaults(),
                QuarantineConfig.defaults(),
                ScannerConfig.defaults(),
                JournalConfig.defaults(),
                RescanConfig.defaults());
    }
}
