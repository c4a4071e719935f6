package io.mailwarden.alert;

import com.google.common.net.HostAndPort;
import io.mailwarden.alert.outbox.Outbox;
import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.support.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of alerts: channels, recipients and limits.
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
        Webhook webhook,
        Syslog syslog,
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
     * Where alerts are posted to, and in which format.
     *
     * @param webhookUrl where alerts are posted to; empty for {@code webhookUrlFile}
     * @param webhookUrlFile file with that URL in its first line, where the URL is a secret; read when it is there
     * @param webhookFormat what the receiver understands
     * @param webhookSecretFile file with the key of the signature in its first line; format generic needs it
     */
    public record Webhook(String webhookUrl, Path webhookUrlFile, WebhookFormat webhookFormat, Path webhookSecretFile) {

        public Webhook {
            if (!webhookUrl.isEmpty()) {
                URI unused = WebhookUrl.parse(webhookUrl);
            }
        }

        /** Whether there is a webhook. */
        public boolean present() {
            return !webhookUrl.isEmpty() || Files.exists(webhookUrlFile);
        }
    }

    /**
     * Which syslog server is told, and how.
     *
     * @param syslogAddress host and port of a syslog server; empty for none
     * @param syslogTransport how it is reached
     * @param syslogFraming how it tells one message from the next, by tcp and tls
     * @param syslogFormat what it understands
     * @param syslogCaFile certificates in PEM that its TLS certificate must come from; Java's own where there is no
     *     such file
     */
    public record Syslog(
            String syslogAddress,
            SyslogTransport syslogTransport,
            SyslogFraming syslogFraming,
            SyslogFormat syslogFormat,
            Path syslogCaFile) {

        public Syslog {
            if (!syslogAddress.isEmpty()) {
                HostAndPort unused = address(syslogAddress);
            }
        }

        /** Whether there is a syslog server. */
        public boolean present() {
            return !syslogAddress.isEmpty();
        }

        /** Host and port; throws IllegalArgumentException, saying what is expected, when it is none. */
        static HostAndPort address(String text) {
            try {
                HostAndPort address = HostAndPort.fromString(text).requireBracketsForIPv6();
                if (address.hasPort()
                        && address.getPort() > 0
                        && !address.getHost().isBlank()) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("expected a host and a port such as siem.example.org:514", e);
            }
            throw new IllegalArgumentException("expected a host and a port such as siem.example.org:514");
        }
    }

    /** What the format of a webhook is. */
    public enum WebhookFormat {
        /** Mailwarden's own signed JSON, as in docs/api.md. */
        GENERIC,
        /** Slack's incoming webhooks. */
        SLACK,
        /** Mattermost's incoming webhooks. */
        MATTERMOST,
        /** Workflows of Microsoft Teams. */
        TEAMS
    }

    /** How a syslog server is reached. */
    public enum SyslogTransport {
        /** RFC 5426: may be lost without a sign. */
        UDP,
        /** RFC 6587. */
        TCP,
        /** RFC 5425. */
        TLS
    }

    /** How messages are kept apart in a stream (RFC 6587 3.4). */
    public enum SyslogFraming {
        /** Each message begins with its length. */
        OCTET_COUNTED,
        /** Each message ends with a newline. */
        NEWLINE
    }

    /** What a syslog server understands; both come in the envelope of RFC 5424. */
    public enum SyslogFormat {
        /** Words and pairs of name and value. */
        RFC5424,
        /** The Common Event Format of ArcSight, which most SIEMs read. */
        CEF
    }

    /**
     * Nobody: alerts are in the log and in the store only, for Mailwarden knows no administrator. For the limits see
     * {@link AlertLimits#defaults}. A day of attempts outlasts a night; 30 days of alerts outlast a holiday.
     */
    public static AlertConfig defaults(Path webhookUrlFile, Path webhookSecretFile, Path syslogCaFile) {
        return new AlertConfig(
                List.of(),
                "",
                new Webhook("", webhookUrlFile, WebhookFormat.GENERIC, webhookSecretFile),
                new Syslog("", SyslogTransport.UDP, SyslogFraming.OCTET_COUNTED, SyslogFormat.RFC5424, syslogCaFile),
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
