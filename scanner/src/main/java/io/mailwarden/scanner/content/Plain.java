package io.mailwarden.scanner.content;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What a text looks like to a hurried reader: letters without accents and disguise. Letters of other alphabets that
 * look Latin become Latin; invisible characters vanish; i, l and 1, o and 0 are one.
 */
public final class Plain {

    // Pairs of a letter and what it looks like, after the confusables of Unicode Technical Standard 39.
    private static final String LOOKS =
            "аaеeоoрpсcуyхxіiјjѕsԁdԛqԝwһhӏlкkмmтtвbнhгrпnзeиuцuлnбbАaВbЕeКkМmНhОoРpСcТtУyХxІiЅs"
                    + "αaβbεeηnιiκkνvοoρpτtυuχxωwγyσoμuΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxօoոnսuհhցgքpաwյjԱuՏsՍu"
                    + "ҏpԀdԌgԍgҮyүyΗhıiɑaɡgɩiʏyᴀaʙbᴄcᴅdᴇeɢgʜhᴊjᴋkʟlᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwᴢz";

    private static final char[] FOLDED = table();
    private static final byte[] FOLDED_ASCII = new String(FOLDED, 0, 128).getBytes(StandardCharsets.US_ASCII);

    private Plain() {}

    private static char[] table() {
        char[] table = new char[0x2000];
        for (char c = 0; c < table.length; c++) {
            table[c] = ' ';
        }
        for (char c = 'a'; c <= 'z'; c++) {
            table[c] = c;
            table[c - 'a' + 'A'] = c;
        }
        for (char c = '0'; c <= '9'; c++) {
            table[c] = c;
        }
        for (int i = 0; i < LOOKS.length(); i += 2) {
            table[LOOKS.charAt(i)] = LOOKS.charAt(i + 1);
        }
        for (char c = 0; c < table.length; c++) {
            table[c] = oneOfAKind(table[c]);
        }
        table['$'] = '$';
        table['@'] = 'a';
        table['ß'] = 's';
        table['ł'] = 'l';
        table['Ł'] = 'l';
        table['ø'] = 'o';
        table['Ø'] = 'o';
        return table;
    }

    private static char oneOfAKind(char c) {
        return switch (c) {
            case 'i', '1' -> 'l';
            case '0' -> 'o';
            default -> c;
        };
    }

    /** The words of the text, folded, with one blank before, between and after them. */
    public static String words(CharSequence text) {
        return new FoldedText(text.length() + 2).add(text).toString();
    }

    /** Of a letter alone: what is left of it, decomposed; a blank for what is none of ours, nothing for what is not seen. */
    static String folded(String letter) {
        String decomposed = Normalizer.normalize(letter, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        for (int at = 0; at < decomposed.length(); at++) {
            char c = decomposed.charAt(at);
            if (!invisible(c)) {
                folded.append(c < FOLDED.length ? FOLDED[c] : ' ');
            }
        }
        return folded.toString();
    }

    /** Of a letter of ASCII. */
    static byte foldedAscii(char c) {
        return FOLDED_ASCII[c];
    }

    /** The words of the text joined to one. */
    public static String squeezed(CharSequence text) {
        return words(text).replace(" ", "");
    }

    public static boolean ascii(CharSequence text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Marks on letters, soft hyphens, joiners and other characters without a width of their own. */
    public static boolean invisible(char c) {
        if (c < 0xAD) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
