package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    @Test
    void isTheSameInWhateverLetterCase() {
        assertThat(new Account(" Bob@Example.ORG ")).isEqualTo(new Account("bob@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "bob@example.org, example.org",
        "bob, ''",
        "bob@, ''",
        "@example.org, example.org",
        "'\"a@b\"@example.org', example.org"
    })
    void knowsItsDomain(String name, String domain) {
        assertThat(new Account(name).domain()).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\r\nb", "a\0b", "a\u001bb", "a\u009bb"})
    void refusesBlankNamesAndControlCharacters(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Account(name));
    }

    @Test
    void refusesNamesLongerThanSmtpAllows() {
        assertThat(new Account("a".repeat(Account.MAX_LENGTH)).name()).hasSize(320);
        assertThatIllegalArgumentException().isThrownBy(() -> new Account("a".repeat(Account.MAX_LENGTH + 1)));
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingAllOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account("a\nb".repeat(100_000)))
                .withMessageContaining("a?ba?b")
                .withMessageNotContaining("\n")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120));
    }
}
