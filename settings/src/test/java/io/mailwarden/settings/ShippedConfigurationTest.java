package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedConfigurationTest {

    private static final Path SHIPPED = Path.of("..", "conf");

    @Test
    void shippedFileHasEveryKeyWithItsDefault() throws IOException {
        FileNames names = FileNames.besideConf(SHIPPED);
        ConfigurationReader shipped = new ConfigurationReader(names);
        String text = Files.readString(SHIPPED.resolve(ConfigurationReader.FILE));

        assertThat(shipped.read(text)).isEqualTo(PluginConfig.defaults(names));
        assertThat(RawSettings.parse(text).settings().keySet()).isEqualTo(shipped.keys());
    }

    @Test
    void shippedFileSaysOfEveryKeyWhatItIsAndItsDefault() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED.resolve(ConfigurationReader.FILE));

        Set<String> undocumented = RawSettings.parse(String.join("\n", lines)).settings().values().stream()
                .filter(setting -> !commentAbove(lines, setting.line()).contains("Default"))
                .map(RawSettings.Setting::key)
                .collect(Collectors.toSet());

        assertThat(undocumented).isEmpty();
    }

    private static String commentAbove(List<String> lines, int line) {
        StringBuilder comment = new StringBuilder();
        for (int i = line - 2; i >= 0 && lines.get(i).startsWith("#"); i--) {
            comment.insert(0, lines.get(i));
        }
        return comment.toString();
    }
}
