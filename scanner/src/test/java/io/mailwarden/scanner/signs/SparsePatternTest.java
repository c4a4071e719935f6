package io.mailwarden.scanner.signs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SparsePatternTest {

    private static final String REGEX = "(?i)us\\s?\\d{2}|\\bFNAME\\b|%%[a-z]{2}%%|\\d{1,3}\\s?m\\b";
    private static final List<String> BEGINNINGS = List.of("us", "fn", "%%", "0", "1", "2");

    @Test
    void findsWhatThePatternFinds() {
        SparsePattern sparse = new SparsePattern(BEGINNINGS, REGEX);
        Pattern everywhere = Pattern.compile(REGEX);
        List<String> pieces =
                List.of("u", "S", "US", "us", " ", "1", "22", "0m", "x", "FNAME", "fname", "%", "%%", "ab", "€", "m");
        Random random = new Random(1);
        int found = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            boolean expected = everywhere.matcher(text).find();
            assertThat(sparse.in(text.toString())).as(text.toString()).isEqualTo(expected);
            found += expected ? 1 : 0;
        }
        assertThat(found).isBetween(2_000, 18_000);
    }
}
