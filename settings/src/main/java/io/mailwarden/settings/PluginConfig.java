package io.mailwarden.settings;

import io.mailwarden.alert.AlertConfig;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.scanner.ScannerConfig;
import io.mailwarden.store.StoreConfig;

/**
 * All settings of Mailwarden, as in {@code mailwarden.properties}. A key is the section's name, a dot and the
 * component's name there, in kebab case; the engine's sections stand beside the plugin's.
 */
public record PluginConfig(
        EngineConfig engine,
        StoreConfig store,
        HoldConfig hold,
        AlertConfig alert,
        QuarantineConfig quarantine,
        AdminConfig admin,
        HistoryConfig history,
        DoorAuditConfig doorAudit,
        ScannerConfig scanner,
        JournalConfig journal,
        RescanConfig rescan) {

    /** The default settings, as in the shipped configuration file. */
    public static PluginConfig defaults(FileNames files) {
        return new PluginConfig(
                EngineConfig.defaults(),
                StoreConfig.defaults(
                        files.resolve("file://var/mailwarden"), files.resolve("file://conf/mailwarden-store-password")),
                HoldConfig.defaults(),
                AlertConfig.defaults(
                        files.resolve("file://conf/mailwarden-webhook-url"),
                        files.resolve("file://conf/mailwarden-webhook-secret"),
                        files.resolve("file://conf/mailwarden-syslog-ca.pem")),
                QuarantineConfig.defaults(),
                AdminConfig.defaults(files),
                HistoryConfig.defaults(),
                DoorAuditConfig.defaults(),
                ScannerConfig.defaults(),
                JournalConfig.defaults(),
                RescanConfig.defaults());
    }
}
