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

    private final AlertConfig.Webhook webhook;
    private final AlertConfig.Syslog syslog;

    AlertFiles(AlertConfig config) {
        webhook = config.webhook();
        syslog = config.syslog();
    }

    /** Reads all that are needed. */
    void check() {
        if (webhook.present()) {
            URI unusedUrl = url();
            Optional<Signature> unusedKey = signature();
        }
        if (syslog.present()) {
            SSLSocketFactory unused = sockets();
        }
    }

    URI url() {
        return WebhookUrl.parse(
                webhook.webhookUrl().isEmpty()
                        ? Secrets.line(webhook.webhookUrlFile(), "the URL of a webhook")
                        : webhook.webhookUrl());
    }

    // Chats check no signature; whoever puts something between may.
    Optional<Signature> signature() {
        boolean needed = webhook.webhookFormat() == WebhookFormat.GENERIC;
        return needed || Files.exists(webhook.webhookSecretFile())
                ? Optional.of(new Signature(Secrets.key(webhook.webhookSecretFile())))
                : Optional.empty();
    }

    SSLSocketFactory sockets() {
        return syslog.syslogTransport() == SyslogTransport.TLS && Files.exists(syslog.syslogCaFile())
                ? Certificates.trusting(syslog.syslogCaFile())
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
}
