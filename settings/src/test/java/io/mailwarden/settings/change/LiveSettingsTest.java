package io.mailwarden.settings.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.fixtures.InMemorySettingChangeStore;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.review.setting.SettingChange;
import io.mailwarden.engine.review.setting.SettingControls.SettingState;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSettingsTest {

    private static final Path SHIPPED = Path.of("..", "conf");
    private static final String FILE =
            "policy.mode=remediate\nincident.opens-at=0.4\nalert.webhook-url-file=/etc/secret-name\n";
    private static final String CAROL = "carol@example.org";

    private final TestClock clock = TestClock.at("2026-05-03T06:50:03Z");
    private final Alarms alarms = new Alarms(clock);
    private final InMemorySettingChangeStore store = new InMemorySettingChangeStore();
    private LiveSettings live = node(alarms);

    private LiveSettings node(Alarms its) {
        ConfigurationReader reader = new ConfigurationReader(FileNames.besideConf(SHIPPED));
        return new LiveSettings(
                new SettingTexts(SettingCatalogueTest::catalogue, reader, FILE),
                new ChangedSettings(reader, FILE),
                store,
                its,
                clock);
    }

    @BeforeEach
    void start() {
        assertThat(live.readFirst()).isEqualTo(live.config());
    }

    private Mode mode() {
        return live.config().engine().policy().mode();
    }

    private SettingState state(String key) {
        return live.of(key).orElseThrow();
    }

    private SettingState set(String key, String value) {
        return live.set(key, value, "a try", CAROL);
    }

    @Test
    void aChangeHoldsAboveTheFileUntilItIsTakenBack() {
        List<Mode> heard = new ArrayList<>();
        live.follow(config -> heard.add(config.engine().policy().mode()));

        SettingState changed = set("policy.mode", " detect ");

        assertThat(mode()).isEqualTo(Mode.DETECT);
        assertThat(changed.value()).isEqualTo("detect");
        assertThat(changed.file()).isEqualTo("remediate");
        assertThat(changed.source()).isEqualTo("console");
        assertThat(changed.change())
                .contains(new SettingChange("policy.mode", "detect", "a try", CAROL, clock.instant()));
        assertThat(live.unset("policy.mode", CAROL)).isTrue();
        assertThat(live.unset("policy.mode", CAROL)).isFalse();
        assertThat(mode()).isEqualTo(Mode.REMEDIATE);
        assertThat(heard).containsExactly(Mode.DETECT, Mode.REMEDIATE);
    }

    @Test
    void tellsWhereEachValueComesFrom() {
        assertThat(state("policy.mode").source()).isEqualTo("file");
        assertThat(state("incident.opens-at").source()).isEqualTo("shipped");
        assertThat(state("takeover.one-stream").source()).isEqualTo("shipped");
        assertThat(state("takeover.one-stream").value()).isEqualTo("0.95");
        assertThat(live.of("polici.mode")).isEmpty();
    }

    @Test
    void aSecretIsNotShown() {
        ConfigurationReader reader = new ConfigurationReader(FileNames.besideConf(SHIPPED));
        String file = "alert.webhook-url=https://hooks.example.org/T0PSECRET\n";
        SettingTexts texts = new SettingTexts(SettingCatalogueTest::catalogue, reader, file);

        SettingState shown =
                texts.state(texts.catalogue().of("alert.webhook-url").orElseThrow(), Optional.empty());

        assertThat(shown.toString()).contains("(set)").doesNotContain("T0PSECRET");
    }

    @ParameterizedTest
    @CsvSource({
        "policy.mode, off, 'expected detect, remediate or prevent'",
        "policy.mode, '', 'expected detect'",
        "incident.opens-at, 2, 'expected 0 to 1'",
        "incident.opens-at, NaN, 'expected a number'",
        "workflow.critical-administrator, block, 'administrators are never blocked'",
        "workflow.critical, 'hold, defer', 'expected hold or defer, not both'",
        "alert.recipients, 'bob@example.org\r\nBcc: eve@example.com', 'expected mail addresses'",
        "impossible-travel.within-country, yes, 'expected true or false'",
        "outdated-client.oldest, ',', 'between every two commas'"
    })
    void aWrongValueIsRefusedInTheFilesWordsAndNothingChanges(String key, String value, String words) {
        assertThatThrownBy(() -> set(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);

        assertThat(store.all()).isEmpty();
        assertThat(state(key).change()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submission-burst.window",
                "store.url",
                "console.users",
                "admin.token-file",
                "origin.databases",
                "scanner.rspamd-url",
                "alert.webhook-url",
                "owner-notice.public-url",
                "no.such-key"
            })
    void whatNeedsARestartIsRefused(String key) {
        assertThatThrownBy(() -> set(key, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void withoutTheStoreTheFileHoldsAndAnAlarmSaysSo() {
        set("policy.mode", "detect");
        store.gone(true);
        Alarms others = new Alarms(clock);
        LiveSettings other = node(others);

        assertThat(other.readFirst().engine().policy().mode()).isEqualTo(Mode.REMEDIATE);
        assertThat(others.stands(LiveSettings.UNREAD)).isTrue();

        store.gone(false);
        other.refresh();
        assertThat(other.config().engine().policy().mode()).isEqualTo(Mode.DETECT);
        assertThat(others.standing()).isEmpty();
    }

    @Test
    void aChangeThatCannotBeKeptDoesNotHold() {
        store.gone(true);

        assertThatThrownBy(() -> set("policy.mode", "detect")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> live.unset("policy.mode", CAROL)).isInstanceOf(StoreUnavailable.class);
        assertThat(mode()).isEqualTo(Mode.REMEDIATE);
    }

    @Test
    void whatThisVersionDoesNotKnowOrTakeIsSkippedAndAlarmed() {
        store.put(List.of(
                change("policy.mode", "detect"),
                change("policy.moods", "good"),
                change("incident.opens-at", "7"),
                change("console.second-factor", "false")));
        live.refresh();

        assertThat(mode()).isEqualTo(Mode.DETECT);
        assertThat(live.config().console().secondFactor()).isTrue();
        assertThat(state("incident.opens-at").change()).isEmpty();
        assertThat(alarms.standing().toString())
                .contains(LiveSettings.SKIPPED, "policy.moods", "incident.opens-at", "console.second-factor");

        for (String key : List.of("policy.moods", "incident.opens-at", "console.second-factor")) {
            assertThat(live.unset(key, CAROL)).isTrue();
        }
        assertThat(alarms.standing()).isEmpty();
        assertThat(mode()).isEqualTo(Mode.DETECT);
    }

    private SettingChange change(String key, String value) {
        return new SettingChange(key, value, "", CAROL, clock.instant());
    }

    @Test
    void aStoreThatLostThemGetsThemBack() {
        set("policy.mode", "detect");
        store.clear();
        live.keepAgain();

        live.refresh();
        assertThat(store.all()).hasSize(1);
        assertThat(mode()).isEqualTo(Mode.DETECT);
    }

    @Test
    void triesOtherValuesWithoutChangingAnything() {
        set("policy.mode", "detect");

        var tried = live.with(Map.of("incident.opens-at", "0.9"));
        assertThat(tried.engine().policy().mode()).isEqualTo(Mode.DETECT);
        assertThat(tried.engine().incident().opensAt()).isEqualTo(0.9);
        assertThat(live.config().engine().incident().opensAt()).isEqualTo(0.4);
        assertThatThrownBy(() -> live.with(Map.of("incident.opens-at", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecondNodeHasTheChangeAsSoonAsItHearsOfIt() throws IOException {
        LiveSettings other = node(new Alarms(clock));
        assertThat(other.readFirst()).isEqualTo(live.config());
        try (Engine engine = Engine.create(other.config().engine(), new Alarms(clock), clock)) {
            other.follow(config -> engine.reconfigure(config.engine()));
            live.tellBy(key -> other.refresh());

            set("policy.mode", "detect");
            assertThat(engine.review().overview().mode()).isEqualTo("detect");

            assertThat(live.unset("policy.mode", CAROL)).isTrue();
            assertThat(engine.review().overview().mode()).isEqualTo("remediate");
        }
        assertThat(Files.readString(SHIPPED.resolve(ConfigurationReader.FILE))).contains("policy.mode=prevent");
    }
}
