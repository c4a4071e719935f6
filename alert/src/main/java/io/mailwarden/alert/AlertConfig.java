package io.mailwarden.alert;

import io.mailwarden.alert.SyslogConfig.SyslogFormat;
import io.mailwarden.alert.SyslogConfig.SyslogTransport;
import io.mailwarden.alert.WebhookConfig.WebhookFormat;
import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.response.alert.Outbox;
import io.mailwarden.engine.support.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is told, how, and how often.
 *
 * @param recipients mail addresses that alerts go to
 * @param sender mail address that they come from; empty for the server's postmaster
 * @param webhook the webhook, if any
 * @param syslog the syslog server, if any
 * @param consoleUrl where administrators reach WebAdmin, for links; empty for no links
 * @param timeout how long a webhook or syslog server may take, 1s to 30s
 * @param delivery how often administrators are told, and how long it is tried
 */
public record AlertConfig(
        List<String> recipients,
        String sender,
        WebhookConfig webhook,
        SyslogConfig syslog,
        String consoleUrl,
        Duration timeout,
        Outbox.Rules delivery) {

    // What goes into a header as it is; RFC 5321 has stranger ones.
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?");

    public AlertConfig {
        recipients = List.copyOf(recipients);
        recipients.forEach(AlertConfig::requireAddress);
        if (!sender.isEmpty()) {
            requireAddress(sender);
        }
        requireLink(consoleUrl);
        Require.within(timeout, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    /**
     * Nobody: alerts are in the log and in the store only, for Mailwarden knows no administrator. For the limits see
     * {@link AlertLimits#defaults}. A day of attempts outlasts a night; 30 days of alerts outlast a holiday.
     */
    public static AlertConfig defaults(Path webhookUrlFile, Path webhookSecretFile, Path syslogCaFile) {
        return new AlertConfig(
                List.of(),
                "",
                new WebhookConfig("", webhookUrlFile, WebhookFormat.GENERIC, webhookSecretFile),
                new SyslogConfig("", SyslogTransport.UDP, SyslogFormat.RFC5424, syslogCaFile),
                "",
                Duration.ofSeconds(10),
                new Outbox.Rules(AlertLimits.defaults(), Duration.ofDays(1), Duration.ofDays(30)));
    }

    /** What is wrong with the files that these settings need, in words; empty when nothing is. */
    public Optional<String> troubleWithFiles() {
        try {
            new AlertFiles(this).check();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void requireAddress(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("expected mail addresses such as security@example.org");
        }
    }

    private static void requireLink(String url) {
        if (url.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected a URL such as https://mail.example.org:8000", e);
        }
        throw new IllegalArgumentException("expected a URL such as https://mail.example.org:8000");
    }
}
