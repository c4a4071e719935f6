package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.content.Plain;
import io.mailwarden.scanner.content.Resource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the message says: the themes of phishing and fraud, in eight languages. */
final class Wording implements Check {

    // The point is made in the beginning; what comes later in long texts is chance.
    private static final int MOST_READ = 5000;

    private static final Map<String, Sign> THEMES = Map.ofEntries(
            Map.entry("account", Sign.ACCOUNT),
            Map.entry("threat", Sign.THREAT),
            Map.entry("urgency", Sign.URGENCY),
            Map.entry("lure", Sign.LURE),
            Map.entry("prize", Sign.PRIZE),
            Map.entry("points", Sign.POINTS),
            Map.entry("parcel", Sign.PARCEL),
            Map.entry("payment", Sign.PAYMENT),
            Map.entry("document", Sign.DOCUMENT),
            Map.entry("crypto", Sign.CRYPTO),
            Map.entry("advance", Sign.ADVANCE_FEE),
            Map.entry("extortion", Sign.EXTORTION),
            Map.entry("greeting", Sign.GREETING));

    private static final Map<String, LetterPart> PARTS = Stream.of(LetterPart.values())
            .collect(Collectors.toUnmodifiableMap(part -> part.name().toLowerCase(Locale.ROOT), part -> part));

    // How much one, two, three, … different phrases of a theme say.
    private static final double[] STRENGTH = {0, 0.4, 0.7, 0.9, 1};

    private static final SparsePattern SUM = new SparsePattern(
            List.of("$", "€", "£", "us", "eu", "gb", "r$", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            "(?i)(?:[$€£]|usd|eur|gbp|us\\$|r\\$)\\s?\\d{1,3}(?:[.,]\\d{3}){1,4}|\\d{1,3}(?:[.,]\\d{1,3})?\\s?(?:million|billion|milh|millon|milion|miljoen)|(?:[$€£]|usd)\\s?\\d{1,3}(?:[.,]\\d{1,3})?\\s?m\\b");
    private static final Pattern COIN = Pattern.compile(
            "\\b(?:bc1[a-z0-9]{25,60}|[13][a-km-zA-HJ-NP-Z1-9]{26,34}|0x[a-fA-F0-9]{40}|T[A-HJ-NP-Za-km-z1-9]{33})\\b");
    private static final SparsePattern PLACEHOLDER = new SparsePattern(
            List.of("{", "[[", "<n", "fn", "%%"),
            "\\{\\{?[A-Za-z_ ]{2,30}\\}\\}?|\\[\\[[A-Za-z_ ]{2,30}\\]\\]|<NAME>|\\bFNAME\\b|%%[A-Za-z_]{2,30}%%");

    // Folded.
    private static final List<String> SUM_WORDS =
            List.of(" usd", " eur ", " gbp", "mllllon", "bllllon", " mllh", "mlljoen", "mlllon");
    // The shortest address of a wallet.
    private static final int SHORTEST_COIN = 26;

    /** What a phrase speaks for: signs by themselves, and parts of letters that say something together. */
    private record Meaning(List<Sign> signs, List<LetterPart> parts) {

        // The names of a section, blanks between them.
        static Meaning of(String section) {
            List<Sign> signs = new ArrayList<>();
            List<LetterPart> parts = new ArrayList<>();
            for (String name : section.substring(1, section.length() - 1).split(" ")) {
                if (THEMES.containsKey(name)) {
                    signs.add(Objects.requireNonNull(THEMES.get(name)));
                } else {
                    parts.add(Objects.requireNonNull(PARTS.get(name), section));
                }
            }
            return new Meaning(signs, parts);
        }
    }

    private final List<Meaning> meanings = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final Phrases phrases;

    Wording() {
        Meaning meaning = new Meaning(List.of(), List.of());
        for (String line : Resource.lines(Wording.class, "wording.txt")) {
            if (line.startsWith("[")) {
                meaning = Meaning.of(line);
            } else {
                add(meaning, line.substring(line.indexOf(':') + 1));
            }
        }
        phrases = new Phrases(words);
    }

    private void add(Meaning meaning, String line) {
        for (String phrase : line.split("\\|")) {
            words.add(phrase.strip());
            meanings.add(meaning);
        }
    }

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        String subject = message.envelope().subject();
        String text = own(message);
        String folded = Plain.words(subject + " . " + text);
        phrases(folded, findings);
        sums(text, subject, folded, findings);
        subject(subject, findings);
    }

    private void phrases(String folded, SeenSigns findings) {
        Map<Sign, Set<String>> said = new EnumMap<>(Sign.class);
        phrases.in(folded).stream().forEach(number -> {
            Meaning meaning = meanings.get(number);
            String phrase = words.get(number).replace("*", "");
            meaning.signs.forEach(theme ->
                    said.computeIfAbsent(theme, none -> new LinkedHashSet<>()).add(phrase));
            meaning.parts.forEach(findings::say);
        });
        // Of death, donations and millions newspapers and appeals speak, too; but they do not ask for an answer.
        double story = Letters.approach(findings) > 0 ? 1 : 0.5;
        said.forEach((theme, all) -> findings.add(
                theme,
                STRENGTH[Math.min(all.size(), STRENGTH.length - 1)] * (theme == Sign.ADVANCE_FEE ? story : 1),
                "says " + quoted(all)));
    }

    // Quoted lines are what others wrote.
    private static String own(ParsedMessage message) {
        String seen = message.seen();
        StringBuilder own = new StringBuilder(Math.min(seen.length(), 2 * MOST_READ) + 1);
        int from = 0;
        while (from < seen.length() && own.length() < MOST_READ) {
            int end = endOfLine(seen, from);
            char first = seen.charAt(from);
            if (first != '>' && first != '+' && first != '-') {
                own.append(seen, from, Math.min(end, from + MOST_READ)).append('\n');
            }
            boolean both = end + 1 < seen.length() && seen.charAt(end) == '\r' && seen.charAt(end + 1) == '\n';
            from = end + (both ? 2 : 1);
        }
        return own.toString();
    }

    private static int endOfLine(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static String quoted(Set<String> all) {
        return all.stream()
                .limit(3)
                .reduce((one, two) -> one + "\", \"" + two)
                .map(words -> '"' + words + '"')
                .orElse("");
    }

    private static void sums(String text, String subject, String folded, SeenSigns findings) {
        String all = subject + ' ' + text;
        if (speaksOfMoney(all, folded) && SUM.in(all)) {
            findings.add(Sign.LARGE_SUM, "names a large sum of money");
        }
        if (hasLongWord(folded) && COIN.matcher(text).find()) {
            findings.add(Sign.CRYPTO_ADDRESS, "has the address of a crypto wallet in it");
        }
        if (PLACEHOLDER.in(all)) {
            findings.add(Sign.PLACEHOLDER, "was made from a form that was not filled in");
        }
    }

    private static boolean hasLongWord(String folded) {
        int length = 0;
        for (int at = 0; at < folded.length() && length < SHORTEST_COIN; at++) {
            char c = folded.charAt(at);
            // A sum of money is none, nor is what follows it.
            length = c == ' ' ? 0 : c == '$' ? Integer.MIN_VALUE : length + 1;
        }
        return length >= SHORTEST_COIN;
    }

    private static boolean speaksOfMoney(String text, String folded) {
        return text.indexOf('$') >= 0
                || text.indexOf('€') >= 0
                || text.indexOf('£') >= 0
                || SUM_WORDS.stream().anyMatch(folded::contains);
    }

    private static void subject(String subject, SeenSigns findings) {
        long letters = subject.chars().filter(Character::isLetter).count();
        long capitals = subject.chars().filter(Character::isUpperCase).count();
        if (letters >= 10 && capitals > letters * 0.7) {
            findings.add(Sign.SHOUTING, "the subject is in capitals");
        }
        if (subject.codePoints().anyMatch(Wording::picture)) {
            findings.add(Sign.DECORATED_SUBJECT, "the subject has pictures in it");
        }
    }

    private static boolean picture(int c) {
        return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0x2B50;
    }
}
