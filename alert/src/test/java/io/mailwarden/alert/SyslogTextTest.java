package io.mailwarden.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.alert.AlertConfig.SyslogFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SyslogTextTest {

    private static final Console CONSOLE = new Console("https://mail.example.org");

    private static SyslogText text(SyslogFormat format) {
        return new SyslogText(format, CONSOLE, "mail.example.org");
    }

    @Test
    void saysItInTheFormOfRfc5424() {
        String line =
                text(SyslogFormat.RFC5424).message(Alerts.ID, Alerts.takeover()).toRfc5424SyslogMessage();

        // Facility 10 (authpriv) * 8 + severity 2 (critical).
        assertThat(line)
                .startsWith("<82>1 2026-05-03T12:00:00.000Z mail.example.org mailwarden - alert"
                        + " [origin software=\"Mailwarden\"] Critical: bob@example.org: Lagos 40 min after Oslo")
                .contains(" account=\"bob@example.org\" severity=\"critical\"")
                .contains(" incident=\"20260503-0007\"")
                .contains(" id=\"" + Alerts.ID + "\"");
    }

    @Test
    void saysItInTheFormOfCef() {
        String line =
                text(SyslogFormat.CEF).message(Alerts.ID, Alerts.takeover()).toRfc5424SyslogMessage();

        assertThat(line)
                .contains("] CEF:0|Mailwarden|Mailwarden|1|critical impossible-travel|Lagos 40 min after Oslo: 7,410"
                        + " km/h (limit 900)|10| rt=1777809600000 externalId=" + Alerts.ID)
                .contains(" duser=bob@example.org cs1Label=incident cs1=20260503-0007")
                .contains(" request=https://mail.example.org/mailwarden/console/#/incident/20260503-0007 ")
                .contains(" act=Outgoing mail is held: 12 messages wait for review; 2 sessions were ended msg=");
    }

    @Test
    void cefHasNoEmptyFields() {
        String line = text(SyslogFormat.CEF).message(Alerts.ID, Alerts.bare()).toRfc5424SyslogMessage();

        assertThat(line)
                .doesNotContain(" act=", " msg=", "= ")
                .contains("| rt=")
                .doesNotEndWith("=");
    }

    @Test
    void escapesAsCefSays() {
        assertThat(SyslogText.header("a|b\\c=d\ne")).isEqualTo("a\\|b\\\\c=d e");
        assertThat(SyslogText.extension("a|b\\c=d\r\ne")).isEqualTo("a|b\\\\c\\=d\\r\\ne");
    }

    @Test
    void hostileAlertIsOneLineOfBoundedLength() {
        for (SyslogFormat format : SyslogFormat.values()) {
            String line = text(format).message(Alerts.ID, Alerts.hostile()).toRfc5424SyslogMessage();

            assertThat(line).doesNotContain("\n", "\r");
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThan(6000);
        }
        assertThat(text(SyslogFormat.CEF).message(Alerts.ID, Alerts.hostile()).toRfc5424SyslogMessage())
                .containsPattern("\\|10\\| rt=")
                .doesNotContainPattern("msg=.*[^\\\\]=");
    }

    @Test
    void hostNameIsWhatRfc5424Allows() {
        assertThat(new SyslogText(SyslogFormat.CEF, CONSOLE, "m\u00E4il host\n")
                        .message(Alerts.ID, Alerts.takeover())
                        .getHostname())
                .isEqualTo("milhost");
        assertThat(new SyslogText(SyslogFormat.CEF, CONSOLE, "")
                        .message(Alerts.ID, Alerts.takeover())
                        .getHostname())
                .isEqualTo("-");
    }
}
