package io.mailwarden.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.NoticedLogin;
import io.mailwarden.owner.NoticeWriter.Letter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeWriterTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final String BASE = "https://mail.example.org/owner";

    @TempDir
    Path folder;

    private NoticeWriter writer(String zone, String help) {
        NoticeWording wording = new NoticeWording("en", zone, help, folder);
        return new NoticeWriter(NoticeTexts.of(wording), wording, BASE);
    }

    private static OwnerNotice notice(NoticedLogin login) {
        return OwnerNotice.raised(
                "00112233445566778899aabbccddeeff",
                new Account("bob@example.org"),
                login,
                NOON,
                NOON.plus(Duration.ofDays(7)));
    }

    private static OwnerNotice ordinary() {
        return notice(new NoticedLogin(NOON, "NG", "Lagos", "MTN", "192.0.2.1", "Thunderbird 128.0", "imap"));
    }

    @Test
    void saysWhenWhereAndWithWhatAndHasTheLinkOnALineOfItsOwn() {
        Letter letter = writer("UTC", "the help desk, telephone 1234").write(ordinary(), "TOKEN", "");

        assertThat(letter.subject()).isEqualTo("A new kind of login to bob@example.org");
        assertThat(letter.text())
                .contains("When:   3 May 2026, 12:00 (UTC)")
                .contains("Where:  Lagos, Nigeria")
                .contains("a program that calls itself \"Thunderbird 128.0\", by IMAP")
                .contains("\n" + BASE + "/lock/TOKEN\n")
                .contains("until 10 May 2026, 12:00 (UTC)")
                .contains("Whom to ask: the help desk, telephone 1234")
                .doesNotContain("{", "}");
        assertThat(letter.text().lines()).allMatch(line -> line.length() <= 160);
    }

    @Test
    void speaksTheLanguageOfTheOwnerInTheTimeOfTheSettings() {
        Letter letter = writer("Europe/Oslo", "").write(ordinary(), "TOKEN", "de-AT");

        assertThat(letter.subject()).isEqualTo("Eine neue Art von Anmeldung bei bob@example.org");
        assertThat(letter.text())
                .contains("Wann:   3. Mai 2026, 14:00 Uhr (MESZ)")
                .contains("Wo:     Lagos, Nigeria")
                .doesNotContain("{", "Wen Sie fragen");
        assertThat(writer("UTC", "").write(ordinary(), "TOKEN", "tlh").subject())
                .startsWith("A new kind");
    }

    @Test
    void whatAStrangerSaysOfHimselfIsNotRepeated() {
        Letter letter = writer("UTC", "")
                .write(
                        notice(new NoticedLogin(
                                NOON, "", "", "", "192.0.2.1", "All is well {link} https://evil.example", "smtp")),
                        "TOKEN",
                        "");

        assertThat(letter.text())
                .contains("a place that this server cannot tell (address 192.0.2.1)")
                .contains("a program that this server does not know, by SMTP")
                .doesNotContain("evil", "All is well");
        assertThat(letter.text().split("https://", -1)).hasSize(2);
    }

    @Test
    void textsOfAFolderTakeThePlaceOfTheShippedOnes() throws IOException {
        Files.writeString(folder.resolve("en.properties"), "mail.subject=Hello {account}, {unknown}\n");
        Files.writeString(folder.resolve("nb.properties"), "mail.subject=Ny innlogging på {account}\n");
        Files.writeString(folder.resolve("README"), "not a language");

        assertThat(writer("UTC", "").write(ordinary(), "TOKEN", "").subject())
                .isEqualTo("Hello bob@example.org, {unknown}");
        assertThat(writer("UTC", "").write(ordinary(), "TOKEN", "nb").subject())
                .isEqualTo("Ny innlogging på bob@example.org");
        assertThat(writer("UTC", "").write(ordinary(), "TOKEN", "nb").text()).contains("Somebody logged in");
        Files.writeString(folder.resolve("sv.properties"), "mail.subjekt=Ny\n");
        assertThatThrownBy(() -> writer("UTC", "")).hasMessageContaining("there is no text mail.subjekt");
    }

    @Test
    void languagesShippedHaveTheSameTextsAndTheSameWordsInThem() throws IOException {
        Properties english = shipped("en");
        Properties german = shipped("de");

        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(german.stringPropertyNames())
                .allSatisfy(key ->
                        assertThat(words(german.getProperty(key))).as(key).isEqualTo(words(english.getProperty(key))));
    }

    private static Properties shipped(String language) throws IOException {
        try (InputStream file = NoticeTexts.class.getResourceAsStream("texts/" + language + ".properties")) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
            return texts;
        }
    }

    private static Set<String> words(String text) {
        return Pattern.compile("\\{[a-z]+}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
