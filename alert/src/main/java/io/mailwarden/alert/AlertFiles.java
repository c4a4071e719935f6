package io.mailwarden.alert;

import io.mailwarden.alert.AlertConfig.SyslogTransport;
import io.mailwarden.alert.AlertConfig.WebhookFormat;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * The files that settings name. Every refusal is an IllegalArgumentException that says what is expected. Knows no class
 * that only James has, for the command line checks them, too.
 */
final class AlertFiles {

    private final AlertConfig config;

    AlertFiles(AlertConfig config) {
        this.config = config;
    }

    /** Reads all that are needed. */
    void check() {
        if (config.hasWebhook()) {
            URI unusedUrl = url();
            Optional<Signature> unusedKey = signature();
        }
        if (!config.syslogAddress().isEmpty()) {
            SSLSocketFactory unused = sockets();
        }
    }

    URI url() {
        return WebhookUrl.parse(
                config.webhookUrl().isEmpty()
                        ? Secrets.line(config.webhookUrlFile(), "the URL of a webhook")
                        : config.webhookUrl());
    }

    // Chats check no signature; whoever puts something between may.
    Optional<Signature> signature() {
        boolean needed = config.webhookFormat() == WebhookFormat.GENERIC;
        return needed || Files.exists(config.webhookSecretFile())
                ? Optional.of(new Signature(Secrets.key(config.webhookSecretFile())))
                : Optional.empty();
    }

    SSLSocketFactory sockets() {
        return config.syslogTransport() == SyslogTransport.TLS && Files.exists(config.syslogCaFile())
                ? Certificates.trusting(config.syslogCaFile())
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
}
