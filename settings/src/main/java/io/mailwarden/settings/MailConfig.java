package io.mailwarden.settings;

import io.mailwarden.owner.OwnerNoticeConfig;
import io.mailwarden.scanner.ScannerConfig;

/**
 * What is done with mail: held, quarantined, kept for a while, scanned and scanned again, and of what its owners are
 * told; each component is a section.
 */
public record MailConfig(
        HoldConfig hold,
        QuarantineConfig quarantine,
        ScannerConfig scanner,
        JournalConfig journal,
        RescanConfig rescan,
        OwnerNoticeConfig ownerNotice) {

    /** The shipped settings. */
    public static MailConfig defaults(FileNames files) {
        return new MailConfig(
                HoldConfig.defaults(),
                QuarantineConfig.defaults(),
                ScannerConfig.defaults(),
                JournalConfig.defaults(),
                RescanConfig.defaults(),
                OwnerNoticeConfig.defaults(
                        files.resolve("file://conf/mailwarden-owners"),
                        files.resolve("file://conf/mailwarden-owner-texts")));
    }
}
