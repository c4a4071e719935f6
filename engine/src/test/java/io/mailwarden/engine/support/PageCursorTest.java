package io.mailwarden.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {

    private static final PageCursor CURSOR = new PageCursor(Instant.parse("2026-11-24T09:30:00.000000123Z"), "id7");

    private final Locale before = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG", "fa-IR", "hi-IN-u-nu-deva"})
    void clientsHandBackTheSameDigitsWhateverTheMachineSpeaks(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));

        assertThat(CURSOR.text()).isEqualTo("1795512600.123-id7");
        assertThat(PageCursor.parse(CURSOR.text())).isEqualTo(CURSOR);
    }

    @Test
    void placesBeforeTheEpochAreReadBack() {
        PageCursor early = new PageCursor(Instant.parse("1969-12-31T23:59:59Z"), "id1");

        assertThat(PageCursor.parse(early.text())).isEqualTo(early);
    }
}
