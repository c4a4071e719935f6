package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.util.CharsetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Character sets by the labels that mail carries. Senders name the standard and write its superset (ISO-8859-1 and
 * windows-1252, KS C 5601 and windows-949, GB 2312 and GB 18030), so programs read the superset, as the WHATWG's Encoding
 * Standard tells browsers to (4.2, names and labels).
 */
final class Charsets {

    private static final int LONGEST_LABEL = 60;
    private static final Map<String, String> READ_AS = readAs();
    private static final Pattern ISO_8859 =
            Pattern.compile("(?:cs)?iso[-_ ]?8859[-_ ]?(\\d{1,2})(?:[-_ ][ie])?(?::\\d+)?");
    private static final Pattern CODE_PAGE =
            Pattern.compile("(?:x[-_])?(?:cp|ibm|dos|ms|win|windows|ansi)[-_ ]?(\\d{3,5})");

    private Charsets() {}

    private static Map<String, String> readAs() {
        Map<String, String> names = new HashMap<>();
        put(names, "windows-1252", "8859-1", "1252", "latin1", "latin-1", "l1");
        put(names, "windows-1254", "8859-9", "1254", "latin5", "l5");
        put(names, "x-windows-874", "8859-11", "874", "tis-620");
        put(names, "ISO-8859-8", "logical", "visual");
        put(names, "windows-1255", "1255");
        put(names, "x-windows-949", "949", "ks_c_5601-1987", "ks_c_5601-1989", "ks_c_5601", "ksc5601", "ksc_5601");
        put(names, "x-windows-949", "korean", "euc-kr", "euckr", "uhc");
        put(names, "GB18030", "936", "gb2312", "gb-2312", "gb_2312", "gb_2312-80", "gbk", "x-gbk", "euc-cn", "chinese");
        put(names, "Big5-HKSCS", "950", "big5", "big-5", "cn-big5", "x-x-big5");
        put(names, "windows-31j", "932", "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji");
        put(names, "x-windows-50221", "50221", "iso-2022-jp", "_iso-2022-jp$esc", "_iso-2022-jp");
        put(names, "x-MacRoman", "macintosh", "mac", "x-mac-roman", "10000");
        put(names, "UTF-8", "65001", "utf8", "utf_8", "utf-8n", "x-utf-8", "unicode-1-1-utf-8");
        put(names, "UTF-7", "65000", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7");
        return Map.copyOf(names);
    }

    private static void put(Map<String, String> names, String name, String... labels) {
        for (String label : labels) {
            names.put(label, name);
        }
    }

    /** The character set that a label means; empty when it means none that is known. */
    static Optional<Charset> of(String label) {
        String name = clean(label);
        Matcher iso = ISO_8859.matcher(name);
        Matcher page = CODE_PAGE.matcher(name);
        if (iso.matches()) {
            return known("8859-" + iso.group(1), "ISO-8859-" + iso.group(1));
        }
        if (page.matches()) {
            String number = page.group(1);
            return known(number, number.startsWith("125") ? "windows-" + number : "IBM" + number);
        }
        return known(name, name);
    }

    // RFC 2231 5: a language may stand behind an asterisk.
    private static String clean(String label) {
        int language = label.indexOf('*');
        String name = language < 0 ? label : label.substring(0, language);
        name = name.replace("\"", "").replace("'", "").strip().toLowerCase(Locale.ROOT);
        return name.length() <= LONGEST_LABEL ? name : "";
    }

    // The supersets are in a module that small Java runtimes may lack.
    private static Optional<Charset> known(String label, String otherwise) {
        String superset = READ_AS.get(label);
        Charset charset = superset == null ? null : CharsetUtil.lookup(superset);
        return Optional.ofNullable(charset == null ? lookup(otherwise) : charset);
    }

    private static @Nullable Charset lookup(String name) {
        return name.isEmpty() ? null : CharsetUtil.lookup(name);
    }

    /**
     * The bytes as text; never fails. Where the label says nothing, or ASCII of what is none, they are UTF-8 when they can
     * be, and windows-1252 else.
     */
    static String text(byte[] bytes, String label) {
        String name = clean(label);
        if (name.startsWith("utf-16") || name.startsWith("utf16") || name.equals("unicode") || name.equals("ucs-2")) {
            return utf16(bytes, name);
        }
        Optional<Charset> charset = of(label);
        boolean ascii = charset.filter(one -> one.name().equals("US-ASCII")).isPresent();
        return charset.isEmpty() || ascii ? guessed(bytes, "") : new String(bytes, charset.get());
    }

    /**
     * The bytes as text, where nothing says of what: UTF-8 when they can be, then what the label means when they can be that,
     * and windows-1252 else. UTF-8 comes first: what is valid in it by chance is rarer than a label that is wrong.
     */
    static String guessed(byte[] bytes, String otherwise) {
        return strict(bytes, UTF_8)
                .or(() -> of(otherwise).filter(Charsets::extendsAscii).flatMap(charset -> strict(bytes, charset)))
                .orElseGet(() -> new String(bytes, of("windows-1252").orElse(UTF_8)));
    }

    private static boolean extendsAscii(Charset charset) {
        return charset.canEncode() && "a".getBytes(charset).length == 1;
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        CharsetDecoder strict = charset.newDecoder();
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) strict.maxCharsPerByte()));
        // Not the end of input: a text may have been cut within a character.
        boolean valid = !strict.decode(ByteBuffer.wrap(bytes), text, false).isError();
        return valid ? Optional.of(text.flip().toString()) : Optional.empty();
    }

    // RFC 2781 4.3 takes the lower address for the higher byte where no mark is; programs of Windows write it the other
    // way.
    private static String utf16(byte[] bytes, String name) {
        boolean marked = bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE;
        boolean little = marked
                ? (bytes[0] & 0xFF) == 0xFF
                : name.endsWith("le") || (!name.endsWith("be") && looksLittle(bytes));
        String text = new String(bytes, little ? UTF_16LE : UTF_16BE);
        return marked ? text.substring(1) : text;
    }

    private static boolean looksLittle(byte[] bytes) {
        int zeros = 0;
        for (int at = 0; at < Math.min(bytes.length, 2000); at++) {
            if (bytes[at] == 0) {
                zeros += at % 2 == 0 ? -1 : 1;
            }
        }
        return zeros > 0;
    }
}
