package io.mailwarden.settings.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import io.mailwarden.settings.PluginConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedSettingsTest {

    private static final String FILE = "policy.mode=remediate\nincident.opens-at=0.3\n";

    @TempDir
    Path conf;

    private ChangedSettings above(String file) {
        return new ChangedSettings(new ConfigurationReader(FileNames.besideConf(conf)), file);
    }

    @Test
    void holdAboveTheFile() {
        PluginConfig config = above(FILE).apply(Map.of("policy.mode", " detect ", "takeover.one-stream", "0.9"));

        assertThat(config.engine().policy().mode()).isEqualTo(Mode.DETECT);
        assertThat(config.engine().takeover().oneStream()).isEqualTo(0.9);
        assertThat(config.engine().incident().opensAt()).isEqualTo(0.3);
    }

    @Test
    void areRefusedInTheWordsOfTheFilesReaderAllAtOnce() {
        assertThatThrownBy(() -> above(FILE).apply(Map.of("policy.mode", "off", "polici.mode", "detect")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy.mode = off: expected detect, remediate or prevent")
                .hasMessageContaining("polici.mode = detect: unknown key; the nearest is policy.mode");
    }

    @Test
    void areCheckedTogetherWithWhatTheFileSays() {
        assertThatThrownBy(() -> above(FILE).apply(Map.of("alert.webhook-url", "https://hooks.example.org/x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mailwarden-webhook-secret");
        assertThat(above("alert.webhook-format=slack")
                        .apply(Map.of("alert.webhook-url", "https://hooks.example.org/x"))
                        .alert()
                        .webhook()
                        .present())
                .isTrue();
    }

    @Test
    void areNotRefusedForAFileThatIsGoneByNow() throws IOException {
        Path list = Files.createFile(conf.resolve("list"));
        String file = "origin.hosting-lists=" + list;
        assertThat(above(file).apply(Map.of()).engine().origin().lists().hostingLists())
                .containsExactly(list);
        Files.delete(list);

        assertThat(above(file)
                        .apply(Map.of("policy.mode", "detect"))
                        .engine()
                        .policy()
                        .mode())
                .isEqualTo(Mode.DETECT);
    }
}
