package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.content.Plain;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;

/** Checks for text that a reader and a program read differently. */
final class Disguises implements Check {

    private static final int MOST_READ = 20_000;

    private static final int LEAST_COMPARED = 20;

    // A preview text of a newsletter is hidden, too; a hundred words are none.
    private static final int PREVIEW_WORDS = 60;

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        String head = message.envelope().fromName() + ' ' + message.envelope().subject();
        String seen = beginning(message.seen());
        letters(head, "sender's name or subject", 1, findings);
        letters(seen, "text", 3, findings);
        hidden(message, findings);
        gibberish(seen, findings);
        if (message.hasHtml()) {
            differing(message, seen, findings);
        }
    }

    private static String beginning(CharSequence text) {
        return text.subSequence(0, Math.min(text.length(), MOST_READ)).toString();
    }

    private static void letters(String text, String where, int most, SeenSigns findings) {
        if (Plain.ascii(text)) {
            return;
        }
        int invisible = invisibleWithinWords(text);
        findings.add(
                Sign.INVISIBLE_CHARACTERS,
                Math.min(1.0, (double) invisible / most),
                invisible + " invisible characters within words of the " + where);
        int mixed = mixedAlphabets(text);
        findings.add(
                Sign.MIXED_ALPHABETS,
                Math.min(1.0, (double) mixed / most),
                mixed + " words of the " + where + " mix alphabets that look alike");
        int fancy = fancy(text);
        if (fancy >= 5) {
            findings.add(Sign.FANCY_LETTERS, fancy + " letters of the " + where + " are drawn from mathematical signs");
        }
    }

    private static int fancy(String text) {
        int count = 0;
        for (int at = 0; at < text.length(); at++) {
            // Most are pairs of characters.
            count += text.charAt(at) >= 0x24B6 && fancy(text.codePointAt(at)) ? 1 : 0;
        }
        return count;
    }

    private static boolean fancy(int c) {
        return (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0x24B6 && c <= 0x24E9) || (c >= 0x1F130 && c <= 0x1F189);
    }

    /** Invisible characters, and marks that belong to no letter of a language, between two letters of a Latin word. */
    static int invisibleWithinWords(String text) {
        if (!hasInvisible(text)) {
            return 0;
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        int count = 0;
        boolean afterLetter = false;
        int pending = 0;
        for (int at = 0; at < composed.length(); at++) {
            char c = composed.charAt(at);
            if (latin(c)) {
                count += afterLetter ? pending : 0;
                pending = 0;
                afterLetter = true;
            } else if (Plain.invisible(c)) {
                pending++;
            } else {
                pending = 0;
                afterLetter = false;
            }
        }
        return count;
    }

    private static boolean hasInvisible(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Plain.invisible(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean latin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Words of Latin letters with Cyrillic, Greek or Armenian ones among them. */
    static int mixedAlphabets(String text) {
        int words = 0;
        int latin = 0;
        int foreign = 0;
        for (int at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            if (Character.isLetter(c)) {
                latin += latin(c) ? 1 : 0;
                foreign += c > 0x36F && looksLatin(c) ? 1 : 0;
            } else if (!Plain.invisible(c)) {
                words += latin >= 2 && foreign > 0 ? 1 : 0;
                latin = 0;
                foreign = 0;
            }
        }
        return words;
    }

    // Units and formulas have Greek letters that look like none of ours: µ, Ω, Δ, λ, π.
    private static boolean looksLatin(char c) {
        // Between the blocks of these: Hebrew to Georgian, signs, Chinese and Japanese.
        if ((c >= 0x590 && c < 0x1C80) || (c >= 0x2000 && c < 0x2DE0) || (c >= 0x2E00 && c < 0xA640)) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(c);
        boolean greek = script == UnicodeScript.GREEK && "αεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ".indexOf(c) >= 0;
        return greek || script == UnicodeScript.CYRILLIC || script == UnicodeScript.ARMENIAN;
    }

    private static void hidden(ParsedMessage message, SeenSigns findings) {
        int split = message.html().splitWords();
        if (split > 0) {
            findings.add(Sign.SPLIT_WORDS, split / 3.0, split + " words are split by text that nobody sees");
        }
        int spaced = spacedWords(message.seen());
        if (spaced > 0) {
            findings.add(Sign.SPLIT_WORDS, spaced / 4.0, spaced + " words are written in single letters");
        }
        int words = words(message.html().hidden());
        if (words > PREVIEW_WORDS) {
            findings.add(Sign.HIDDEN_TEXT, words / 200.0, words + " words that nobody sees");
        }
    }

    // Runs of at least four letters that stand alone.
    private static int spacedWords(CharSequence text) {
        int runs = 0;
        int run = 0;
        int length = Math.min(text.length(), MOST_READ);
        for (int at = 0; at + 1 < length; at += 2) {
            while (at + 1 < length && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            boolean alone = at + 1 < length
                    && Character.isLetter(text.charAt(at))
                    && text.charAt(at + 1) == ' '
                    && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
            run = alone ? run + 1 : 0;
            runs += run == 4 ? 1 : 0;
        }
        return runs;
    }

    private static int words(CharSequence text) {
        int words = 0;
        for (int at = 1; at < text.length(); at++) {
            words += Character.isLetterOrDigit(text.charAt(at)) && Character.isWhitespace(text.charAt(at - 1)) ? 1 : 0;
        }
        return words;
    }

    // Long words of letters and digits in no order: fill that makes each copy differ.
    private static void gibberish(String text, SeenSigns findings) {
        int count = 0;
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) <= ' ') {
                count += at - from >= 24 && random(text.substring(from, Math.min(at, from + 100))) ? 1 : 0;
                from = at + 1;
            }
        }
        if (count > 0) {
            findings.add(Sign.GIBBERISH, count / 2.0, count + " words of random letters");
        }
    }

    private static boolean random(String word) {
        if (word.contains("/") || word.contains("://") || word.indexOf('=') >= 0 || word.indexOf('_') >= 0) {
            return false;
        }
        int changes = 0;
        for (int at = 1; at < word.length(); at++) {
            changes += kind(word.charAt(at)) != kind(word.charAt(at - 1)) ? 1 : 0;
        }
        boolean upper = !word.equals(word.toLowerCase(Locale.ROOT));
        boolean lower = !word.equals(word.toUpperCase(Locale.ROOT));
        return upper && lower && changes > word.length() / 3;
    }

    private static int kind(char c) {
        if (Character.isDigit(c)) {
            return 0;
        }
        return Character.isUpperCase(c) ? 1 : 2;
    }

    // The text for programs and the text for readers are about different things.
    private static void differing(ParsedMessage message, String seen, SeenSigns findings) {
        WordSet plain = WordSet.of(beginning(message.plain()));
        if (plain.size() < LEAST_COMPARED) {
            return;
        }
        WordSet html = WordSet.of(seen);
        if (html.size() < LEAST_COMPARED) {
            return;
        }
        double share = (double) plain.common(html) / Math.min(plain.size(), html.size());
        if (share < 0.3) {
            findings.add(Sign.TEXTS_DIFFER, "the plain text and the HTML say different things");
        }
    }
}
