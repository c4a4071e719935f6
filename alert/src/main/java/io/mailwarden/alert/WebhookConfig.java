package io.mailwarden.alert;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where alerts are posted to, and in which format.
 *
 * @param webhookUrl where alerts are posted to; empty for {@code webhookUrlFile}
 * @param webhookUrlFile file with that URL in its first line, where the URL is a secret; read when it is there
 * @param webhookFormat what the receiver understands
 * @param webhookSecretFile file with the key of the signature in its first line; format generic needs it
 */
public record WebhookConfig(
        String webhookUrl, Path webhookUrlFile, WebhookFormat webhookFormat, Path webhookSecretFile) {

    public WebhookConfig {
        if (!webhookUrl.isEmpty()) {
            URI unused = WebhookUrl.parse(webhookUrl);
        }
    }

    /** What the format of a webhook is. */
    public enum WebhookFormat {
        /** Signed JSON, see docs/api.md. */
        GENERIC,
        /** Slack's incoming webhooks. */
        SLACK,
        /** Mattermost's incoming webhooks. */
        MATTERMOST,
        /** Workflows of Microsoft Teams. */
        TEAMS
    }

    /** Whether there is a webhook. */
    public boolean present() {
        return !webhookUrl.isEmpty() || Files.exists(webhookUrlFile);
    }
}
