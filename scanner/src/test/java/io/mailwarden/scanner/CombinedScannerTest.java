package io.mailwarden.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.scanner.helpers.GuardedHelper;
import io.mailwarden.scanner.helpers.Helper;
import io.mailwarden.scanner.helpers.Opinion;
import io.mailwarden.scanner.signs.OwnScanner;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinedScannerTest {

    private static final Eml HONEST = Eml.from("Ann <ann@partner.example>")
            .subject("Monday")
            .text("See you on Monday at ten, in the large room.");

    /** Answers as it is told. */
    private static final class ScriptedHelper implements Helper {

        private Opinion opinion = Opinion.NOTHING;
        private boolean broken;
        private int asked;

        @Override
        public String name() {
            return "rspamd";
        }

        @Override
        public Opinion ask(ScanTarget target) throws IOException {
            asked++;
            if (broken) {
                throw new IOException("down");
            }
            return opinion;
        }
    }

    private final TestClock clock = TestClock.at("2026-05-03T06:50:03.768Z");
    private final Alarms alarms = new Alarms(clock);
    private final ScriptedHelper helper = new ScriptedHelper();
    private final CombinedScanner scanner = new CombinedScanner(
            Scans.OWN,
            List.of(new GuardedHelper(helper, alarms, clock)),
            Scanners.thresholds(ScannerConfig.defaults()));

    private ScanResult scan() {
        return scanner.scan(HONEST.target(), Sensitivity.NORMAL);
    }

    @Test
    void helpersEvidenceIsJoined() {
        helper.opinion = new Opinion(0.5, List.of("Rspamd: add header at 7, for X"));
        double own = Scans.normal(HONEST).score();

        assertThat(scan().score()).isEqualTo(OwnScanner.rounded(1 - (1 - own) * 0.5));
        assertThat(scan().reasons()).startsWith("Rspamd: add header at 7, for X");
        assertThat(scan().verdict().label()).isEqualTo("suspicious");
    }

    @Test
    void whatIsCertainIsMalicious() {
        helper.opinion = new Opinion(1, List.of("ClamAV: Worm"));

        assertThat(scan().score()).isEqualTo(1);
        assertThat(scan().verdict().label()).isEqualTo("malicious");
    }

    @Test
    void brokenHelperRaisesAnAlarmAndTheScanGoesOn() {
        helper.broken = true;

        assertThat(scan()).isEqualTo(Scans.normal(HONEST));
        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("scanner-rspamd");

        helper.broken = false;
        scan();
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void helperThatFailsAgainAndAgainRestsAndIsTriedLater() {
        helper.broken = true;
        for (int i = 0; i < 10; i++) {
            scan();
        }
        assertThat(helper.asked).isEqualTo(3);
        assertThat(alarms.standing()).hasSize(1);

        helper.broken = false;
        scan();
        assertThat(helper.asked).isEqualTo(3);

        clock.advance(GuardedHelper.REST.plusSeconds(1));
        scan();
        assertThat(helper.asked).isEqualTo(4);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void settingsNameTheHelpers() {
        ScannerConfig none = ScannerConfig.defaults();
        ScannerConfig absent = new ScannerConfig(
                0.77,
                0.5,
                List.of("Acme Bank | acme.example"),
                "http://127.0.0.1:1",
                none.rspamdTimeout(),
                "127.0.0.1:1",
                none.clamdTimeout());

        ScanResult result = Scanners.standard(absent, alarms, clock).scan(HONEST.target(), Sensitivity.NORMAL);

        assertThat(result).isEqualTo(Scanners.standard(none, alarms, clock).scan(HONEST.target(), Sensitivity.NORMAL));
        assertThat(alarms.standing()).extracting(Alarm::cause).containsExactly("scanner-clamav", "scanner-rspamd");
    }

    @Test
    void brandsOfTheSettingsCount() {
        Eml message = Eml.from("Acme Bank <x@evil.example>").subject("Hello").text("Hello");
        ScannerConfig shipped = ScannerConfig.defaults();
        ScannerConfig more = new ScannerConfig(
                0.77,
                0.5,
                List.of("Acme Bank | acme.example"),
                "",
                shipped.rspamdTimeout(),
                "",
                shipped.clamdTimeout());

        assertThat(Scanners.alone(more)
                        .scan(message.target(), Sensitivity.NORMAL)
                        .reasons())
                .contains("named Acme Bank, but from evil.example");
        assertThat(Scanners.alone(shipped)
                        .scan(message.target(), Sensitivity.NORMAL)
                        .reasons())
                .noneMatch(reason -> reason.contains("Acme"));
    }
}
