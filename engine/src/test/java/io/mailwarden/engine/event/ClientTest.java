package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"name\" \"Thunderbird\" \"version\" \"128.0\" | Thunderbird | 128.0 | ''",
                "(\"NAME\" \"iPhone Mail\" \"os\" \"iOS\" \"version\" \"15.4\") | iPhone Mail | 15.4 | iOS",
                "\"name\" \"K-9\" \"os\" NIL \"version\" \"6\" | K-9 | 6 | ''",
                "git-send-email 2.21.0 | git-send-email | 2.21.0 | ''",
                "Mozilla/5.0 (X11) | Mozilla | 5.0 | ''",
                "laptop.example.org | laptop.example.org | '' | ''",
                "[192.0.2.1] | [192.0.2.1] | '' | ''",
            })
    void readsWhatEventLinesHold(String raw, String family, String version, String system) {
        assertThat(Client.parse(raw)).isEqualTo(new Client(family, version, system));
    }

    @Test
    void readsImapIdFieldsInAnyLetterCase() {
        assertThat(Client.ofImapId(Map.of("Name", "Outlook", "VERSION", "16.0", "oS", "Windows")))
                .isEqualTo(new Client("Outlook", "16.0", "Windows"));
    }

    @Test
    void knowsNothingOfAClientThatSaysNothing() {
        assertThat(Client.ofImapId(Map.of()).isKnown()).isFalse();
        assertThat(Client.parse("").isKnown()).isFalse();
        assertThat(Client.ofEhlo("host").isKnown()).isTrue();
    }

    @Test
    void printsItsPartsOnce() {
        assertThat(new Client("Thunderbird", "", "Linux")).hasToString("Thunderbird Linux");
        assertThat(Client.UNKNOWN).hasToString("");
    }

    @Test
    void cutsHostileTextAndTakesOutItsControlCharacters() {
        Client client = Client.ofEhlo("evil\r\nINFO forged line\u001b[2J" + "x".repeat(1_000_000));

        assertThat(client.family()).hasSize(Client.MAX_LENGTH).startsWith("evil??INFO forged line?[2J");
        assertThat(client.toString().chars()).noneMatch(Character::isISOControl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\" ", "\"a\" \"", " ", "a ", "1 ", "a/1", "\0", "\r\n", "\"name\" "})
    void readsAnyFloodInTime(String piece) {
        assertThatNoException().isThrownBy(() -> Client.parse(piece.repeat(200_000)));
    }
}
