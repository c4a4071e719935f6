package io.mailwarden.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.alert.AlertConfig.SyslogFormat;
import io.mailwarden.alert.AlertConfig.SyslogFraming;
import io.mailwarden.alert.AlertConfig.SyslogTransport;
import io.mailwarden.alert.AlertConfig.WebhookFormat;
import io.mailwarden.alert.outbox.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertConfigTest {

    @TempDir
    private Path conf;

    private AlertConfig config(List<String> recipients, String webhook, WebhookFormat format, String syslog) {
        AlertConfig shipped = shipped();
        return new AlertConfig(
                recipients,
                shipped.sender(),
                new AlertConfig.Webhook(webhook, conf.resolve("webhook-url"), format, conf.resolve("webhook-secret")),
                new AlertConfig.Syslog(
                        syslog,
                        SyslogTransport.TLS,
                        SyslogFraming.OCTET_COUNTED,
                        SyslogFormat.CEF,
                        conf.resolve("syslog-ca.pem")),
                shipped.consoleUrl(),
                shipped.timeout(),
                shipped.delivery());
    }

    private AlertConfig shipped() {
        return AlertConfig.defaults(
                conf.resolve("webhook-url"), conf.resolve("webhook-secret"), conf.resolve("syslog-ca.pem"));
    }

    private AlertConfig webhook(String url) {
        return config(List.of(), url, WebhookFormat.SLACK, "");
    }

    private static List<String> names(AlertConfig config) {
        return Channels.of(config, new SentMail(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).stream()
                .map(Channel::name)
                .toList();
    }

    @Test
    void toldIsNobodyUnlessConfigured() {
        AlertConfig config = shipped();

        assertThat(names(config)).isEmpty();
        assertThat(config.troubleWithFiles()).isEmpty();
    }

    @Test
    void makesWhatIsConfigured() throws IOException {
        Files.writeString(conf.resolve("webhook-secret"), "a key of twenty-four bytes\n");

        assertThat(names(config(
                        List.of("security@example.org"),
                        "https://hooks.example.org/x",
                        WebhookFormat.GENERIC,
                        "siem.example.org:6514")))
                .containsExactly("mail", "webhook", "syslog");
    }

    @Test
    void urlThatIsASecretComesFromAFile() throws IOException {
        Files.writeString(conf.resolve("webhook-url"), "https://hooks.example.org/services/T0/B0/secret\n");

        assertThat(names(webhook(""))).containsExactly("webhook");
    }

    @Test
    void badFilesAreToldOfWithoutWhatIsInThem() throws IOException {
        AlertConfig signed = config(List.of(), "https://hooks.example.org/x", WebhookFormat.GENERIC, "");
        assertThat(signed.troubleWithFiles())
                .hasValueSatisfying(text -> assertThat(text).contains("webhook-secret"));
        Files.writeString(conf.resolve("webhook-secret"), "too short");
        assertThat(signed.troubleWithFiles())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("24 bytes").doesNotContain("too short"));
        Files.writeString(conf.resolve("webhook-secret"), "whsec_!!!!!!");
        assertThat(signed.troubleWithFiles())
                .hasValueSatisfying(text -> assertThat(text).contains("base64").doesNotContain("!!!"));
        Files.writeString(conf.resolve("webhook-secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(signed.troubleWithFiles()).isEmpty();

        Files.writeString(conf.resolve("syslog-ca.pem"), "no certificate");
        AlertConfig syslog = config(List.of(), "", WebhookFormat.SLACK, "siem.example.org:6514");
        assertThat(syslog.troubleWithFiles())
                .hasValueSatisfying(text -> assertThat(text).contains("certificates in PEM"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.org/x",
                "http://localhost:8065/hooks/x",
                "http://127.0.0.1/x",
                "http://10.1.2.3/x",
                "http://192.168.0.9:80/x",
                "http://[::1]/x",
                "http://[fd00::1]/x"
            })
    void webhooksThatNobodyElseHears(String url) {
        assertThat(webhook(url).webhook().webhookUrl()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.org/x",
                "http://203.0.113.7/x",
                "http://[2001:db8::1]/x",
                "https://user:secret@hooks.example.org/x",
                "https:///x",
                "ftp://127.0.0.1/x",
                "file:///etc/passwd",
                "hooks.example.org",
                "https://hooks.example.org/x y"
            })
    void webhooksThatOthersHear(String url) {
        assertThatThrownBy(() -> webhook(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a URL")
                .hasMessageNotContaining("secret@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "bob@", "a@b,c@d", "a@b\r\nBcc: c@d", "Bob <bob@example.org>", "@example.org"})
    void recipientsAreMailAddresses(String recipient) {
        assertThatThrownBy(() -> config(List.of(recipient), "", WebhookFormat.SLACK, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail addresses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"siem", "siem:", "siem:0", "siem:99999", ":514", "::1:514"})
    void syslogServersHaveHostAndPort(String address) {
        assertThatThrownBy(() -> config(List.of(), "", WebhookFormat.SLACK, address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host and a port");
    }
}
