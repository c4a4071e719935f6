package io.mailwarden.settings;

import io.mailwarden.alert.AlertConfig;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.store.StoreConfig;

/**
 * All settings. A key is the section's name, a dot and the component's name there, in kebab case; the sections of
 * groups, such as the engine, stand beside the others.
 */
public record PluginConfig(
        EngineConfig engine,
        StoreConfig store,
        MailConfig mail,
        AlertConfig alert,
        AdminConfig admin,
        ConsoleConfig console,
        HistoryConfig history,
        DoorAuditConfig doorAudit) {

    /** The default settings, as in the shipped configuration file. */
    public static PluginConfig defaults(FileNames files) {
        return new PluginConfig(
                EngineConfig.defaults(),
                StoreConfig.defaults(
                        files.resolve("file://var/mailwarden"), files.resolve("file://conf/mailwarden-store-password")),
                MailConfig.defaults(files),
                AlertConfig.defaults(
                        files.resolve("file://conf/mailwarden-webhook-url"),
                        files.resolve("file://conf/mailwarden-webhook-secret"),
                        files.resolve("file://conf/mailwarden-syslog-ca.pem")),
                AdminConfig.defaults(files),
                ConsoleConfig.defaults(),
                HistoryConfig.defaults(),
                DoorAuditConfig.defaults());
    }
}
