package io.mailwarden.cli.imports.line;

import io.mailwarden.cli.imports.line.LogLine.ParsedTime;
import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The months as syslogs write them: in English, and in whatever language the server was set to. A name that two
 * languages give to two months ("lis" is October in Croatian, November in Polish) is unclear.
 */
final class MonthNames {

    private static final List<String> ENGLISH =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final List<TextStyle> STYLES =
            List.of(TextStyle.SHORT, TextStyle.SHORT_STANDALONE, TextStyle.FULL, TextStyle.FULL_STANDALONE);
    private static final int LONGEST = 30;

    // Made when the first month comes that is not English.
    private static final class Foreign {
        private static final Map<String, Integer> NUMBERS = numbers();

        private static Map<String, Integer> numbers() {
            Map<String, Integer> all = new HashMap<>();
            for (Locale language : Locale.getAvailableLocales()) {
                for (Month month : Month.values()) {
                    STYLES.forEach(style -> all.merge(
                            plain(month.getDisplayName(style, language)),
                            month.getValue(),
                            (one, other) -> one.equals(other) ? one : ParsedTime.UNCLEAR_MONTH));
                }
            }
            all.keySet().removeIf(name -> name.chars().noneMatch(Character::isLetter));
            return all;
        }
    }

    private MonthNames() {}

    /** The month of that name, 1 to 12, or unknown or unclear. */
    static int number(String name) {
        int english = 1 + ENGLISH.indexOf(name);
        if (english > 0 || name.length() > LONGEST) {
            return Math.max(english, ParsedTime.UNKNOWN_MONTH);
        }
        return Foreign.NUMBERS.getOrDefault(plain(name), ParsedTime.UNKNOWN_MONTH);
    }

    // C libraries and Java differ in dots, accents and case.
    private static String plain(String name) {
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .chars()
                .filter(one -> one != '.' && Character.getType(one) != Character.NON_SPACING_MARK)
                .forEach(one -> letters.append((char) one));
        return letters.toString();
    }
}
