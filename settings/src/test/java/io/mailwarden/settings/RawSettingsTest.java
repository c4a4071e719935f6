package io.mailwarden.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.settings.RawSettings.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RawSettingsTest {

    @Test
    void linesKeepTheirNumbersAcrossCommentsBlanksAndContinuations() {
        RawSettings raw = RawSettings.parse(
                """
                # comment \\
                ! another

                a.b = one, \\
                      two
                c.d: x
                """);

        assertThat(raw.settings().values())
                .containsExactly(new Setting(4, "a.b", "one, two"), new Setting(6, "c.d", "x"));
        assertThat(raw.problems()).isEmpty();
    }

    @Test
    void readsWhatJavaReads() throws IOException {
        String text = "a=1\r\nb : 2\rc 3\n  d=\\u00e6\\\\\ne=x\\\\\\\n#y\nf\n";
        Properties java = new Properties();
        java.load(new StringReader(text));

        RawSettings raw = RawSettings.parse(text);

        assertThat(raw.settings()).hasSameSizeAs(java);
        assertThat(raw.settings().values())
                .allSatisfy(setting -> assertThat(setting.value()).isEqualTo(java.getProperty(setting.key())));
    }

    @Test
    void keyThatIsWrittenTwiceIsAProblemOfTheSecond() {
        RawSettings raw = RawSettings.parse("a.b=1\nc.d=2\na.b=3\n");

        assertThat(raw.problems()).containsExactly(new Problem(3, "a.b", "3", "expected once; line 1 has it already"));
        assertThat(raw.settings()).containsEntry("a.b", new Setting(1, "a.b", "1"));
    }

    @Test
    void brokenEscapeIsAProblemOfItsLineAlone() {
        RawSettings raw = RawSettings.parse("a.b=\\u12\nc.d=2\n");

        assertThat(raw.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.expected()).contains("hexadecimal");
        });
        assertThat(raw.settings()).containsOnlyKeys("c.d");
    }
}
