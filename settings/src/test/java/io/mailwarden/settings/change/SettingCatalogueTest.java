package io.mailwarden.settings.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.review.setting.SettingControls.SettingDescription;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingCatalogueTest {

    private static final Path SHIPPED = Path.of("..", "conf");

    private static final ConfigurationReader READER = new ConfigurationReader(FileNames.besideConf(SHIPPED));

    static SettingCatalogue catalogue() {
        return SettingCatalogue.of(shipped(), READER);
    }

    private static String shipped() {
        try {
            return Files.readString(SHIPPED.resolve(ConfigurationReader.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hasEveryKeyThatIsReadAndThatTheShippedFileHas() {
        Set<String> keys =
                catalogue().all().stream().map(SettingDescription::key).collect(Collectors.toSet());

        assertThat(keys).isEqualTo(READER.keys());
        assertThat(keys).isEqualTo(READER.values(shipped()).keySet());
    }

    @Test
    void saysOfEachWhatTheFileSays() {
        assertThat(catalogue().all()).allSatisfy(about -> {
            assertThat(about.section()).as(about.key()).contains(": ");
            assertThat(about.words()).as(about.key()).contains("Default").doesNotContain("#");
        });
        SettingDescription speed =
                catalogue().of("impossible-travel.max-speed-km-per-h").orElseThrow();
        assertThat(speed.section()).isEqualTo("impossible-travel: two logins further apart than anybody travels");
        assertThat(speed.words())
                .isEqualTo("Kilometres an hour, 100 to 40000: faster than this nobody travels. Default 900: a jet's"
                        + " cruising speed.");
        assertThat(speed.kind()).isEqualTo("number");
        assertThat(speed.shipped()).isEqualTo("900");
        assertThat(speed.live()).isTrue();
        SettingDescription critical = catalogue().of("workflow.critical").orElseThrow();
        assertThat(critical.kind()).isEqualTo("list of choice");
        assertThat(critical.choices()).contains("alert", "block-outgoing", "rescan");
    }

    @Test
    void whatNeedsARestartIsNamedByKeysThatThereAre() {
        Set<String> keys = READER.keys();
        Set<String> sections =
                keys.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());

        LiveKeys.named().forEach(names -> assertThat(names)
                .allMatch(name -> name.contains(".") ? keys.contains(name) : sections.contains(name)));
    }

    static Stream<SettingDescription> varied() {
        return catalogue().all().stream().filter(about -> !others(about).isEmpty());
    }

    /** An engine takes what is said to be live, and refuses what is said not to be. */
    @ParameterizedTest
    @MethodSource("varied")
    void isLiveWhenTheEngineTakesIt(SettingDescription about) {
        ChangedSettings changed = new ChangedSettings(READER, "");
        EngineConfig shipped = changed.apply(Map.of()).engine();
        EngineConfig other = others(about).stream()
                .filter(value -> taken(changed, about.key(), value))
                .map(value -> changed.apply(Map.of(about.key(), value)).engine())
                .findFirst()
                .orElseThrow(() -> new AssertionError("say here what other values there are of " + about.key()));

        if (!other.equals(shipped)) {
            assertThat(shipped.needsRestart(other)).isEqualTo(!about.live());
        }
    }

    private static boolean taken(ChangedSettings changed, String key, String value) {
        try {
            return !changed.apply(Map.of(key, value)).equals(changed.apply(Map.of()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> others(SettingDescription about) {
        return switch (about.kind()) {
            case "choice" -> about.choices();
            case "time" -> List.of("3m", "3s", "3d", "3h", "30d");
            case "whole number" -> List.of(plus(about, "1"), plus(about, "-1"));
            case "number" -> List.of(plus(about, "0.01"), plus(about, "-0.01"));
            default -> List.of();
        };
    }

    private static String plus(SettingDescription about, String more) {
        return new BigDecimal(about.shipped()).add(new BigDecimal(more)).toPlainString();
    }
}
