package io.mailwarden.plugin.config;

import io.mailwarden.engine.EngineConfig;

/**
 * All settings. A key is the section's name, a dot and the component's name there, in kebab case; the engine's sections
 * stand beside the plugin's.
 */
public record PluginConfig(
        EngineConfig engine, HoldConfig hold, AdminConfig admin, HistoryConfig history, DoorAuditConfig doorAudit) {

    /** The shipped settings. */
    public static PluginConfig defaults(FileNames files) {
        return new PluginConfig(
                EngineConfig.defaults(),
                HoldConfig.defaults(),
                AdminConfig.defaults(files),
                HistoryConfig.defaults(),
                DoorAuditConfig.defaults());
    }
}
