package io.mailwarden.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.alert.AlertConfig.Syslog;
import io.mailwarden.alert.AlertConfig.SyslogFormat;
import io.mailwarden.alert.AlertConfig.SyslogFraming;
import io.mailwarden.alert.AlertConfig.SyslogTransport;
import io.mailwarden.alert.AlertConfig.Webhook;
import io.mailwarden.alert.AlertConfig.WebhookFormat;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.review.setting.AlertTests.AlertWay;
import io.mailwarden.engine.review.setting.AlertTests.TestedWay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveChannelsTest {

    private static final Path NONE = Path.of("no-such-file");
    private static final String CAROL = "carol@example.org";

    private final SentMail mail = new SentMail();
    private final LiveChannels channels =
            new LiveChannels(to(List.of(), "", ""), mail, TestClock.at("2026-05-03T12:00:00Z"));

    private static AlertConfig to(List<String> recipients, String webhook, String syslog) {
        AlertConfig shipped = AlertConfig.defaults(NONE, NONE, NONE);
        return new AlertConfig(
                recipients,
                "",
                new Webhook(webhook, NONE, WebhookFormat.SLACK, NONE),
                new Syslog(syslog, SyslogTransport.TCP, SyslogFraming.OCTET_COUNTED, SyslogFormat.RFC5424, NONE),
                "",
                Duration.ofSeconds(1),
                shipped.delivery());
    }

    @Test
    void areThoseOfTheLatestSettings() {
        assertThat(channels.ways()).isEmpty();

        channels.configure(to(List.of("security@example.org"), "https://hooks.example.org/x", ""));

        assertThat(channels.ways()).extracting(AlertWay::name).containsExactly("mail", "webhook");
    }

    @Test
    void settingsThatCannotBeUsedChangeNothing() {
        channels.configure(to(List.of("security@example.org"), "", ""));
        AlertConfig generic = new AlertConfig(
                List.of(),
                "",
                new Webhook("https://hooks.example.org/x", NONE, WebhookFormat.GENERIC, NONE),
                to(List.of(), "", "").syslog(),
                "",
                Duration.ofSeconds(1),
                channels.rules());

        assertThatThrownBy(() -> channels.configure(generic)).isInstanceOf(IllegalArgumentException.class);

        assertThat(channels.ways()).extracting(AlertWay::name).containsExactly("mail");
    }

    @Test
    void aTestIsSentAtOnceAndSaysSo() {
        channels.configure(to(List.of("security@example.org"), "", ""));

        TestedWay tested = channels.test("mail", CAROL).orElseThrow();

        assertThat(tested.delivered()).isTrue();
        assertThat(tested.answer()).startsWith("James took it for security@example.org");
        assertThat(mail.all())
                .singleElement()
                .satisfies(sent -> assertThat(sent.message().getSubject()).contains("a test, nothing happened"));
        assertThat(channels.test("pager", CAROL)).isEmpty();
    }

    @Test
    void aTestThatFailsSaysWhyWithoutTheUrl() {
        channels.configure(to(List.of(), "http://127.0.0.1:1/T0PSECRET", "127.0.0.1:1"));

        for (String name : List.of("webhook", "syslog")) {
            TestedWay tested = channels.test(name, CAROL).orElseThrow();
            assertThat(tested.delivered()).as(name).isFalse();
            assertThat(tested.answer()).as(name).isNotBlank().doesNotContain("T0PSECRET");
        }
    }
}
