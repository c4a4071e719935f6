package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * What an RTF text shows, and where its links lead; the HTML that it was made of, where it was (MS-OXRTFEX).
 *
 * @param html whether the text is HTML
 */
record RtfText(String text, boolean html) {

    private static final Set<String> NOT_SHOWN = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "mhtmltag",
            "listtable",
            "listoverridetable");
    private static final Set<String> BREAKS = Set.of("par", "line", "row", "cell", "tab", "page", "sect");
    // Of the parts that programs may pass over, these have what was there before RTF, and where links lead.
    private static final Set<String> KEPT = Set.of("htmltag", "fldinst");

    static RtfText of(byte[] rtf) {
        return new Parser(rtf).all();
    }

    private static final class Parser {

        private final byte[] rtf;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Deque<Boolean> outer = new ArrayDeque<>();
        private String charset = "windows-1252";
        private boolean html;
        private boolean hidden;
        private boolean rtfOnly;
        private boolean optional;
        private int fallback;
        private int at;

        Parser(byte[] rtf) {
            this.rtf = rtf;
        }

        RtfText all() {
            while (at < rtf.length) {
                char c = (char) (rtf[at++] & 0xFF);
                switch (c) {
                    case '{' -> outer.push(hidden);
                    case '}' -> {
                        flush();
                        hidden = !outer.isEmpty() && outer.pop();
                    }
                    case '\\' -> control();
                    case '\r', '\n' -> {
                        // Ends of lines are none of the text.
                    }
                    default -> literal(c);
                }
            }
            flush();
            return new RtfText(text.toString().replace("HYPERLINK ", " "), html);
        }

        private void literal(int c) {
            optional = false;
            if (fallback > 0) {
                fallback--;
            } else if (!hidden && !rtfOnly) {
                bytes.write(c);
            }
        }

        private void show(char c) {
            flush();
            if (!hidden && !rtfOnly) {
                text.append(c);
            }
        }

        private void flush() {
            text.append(Charsets.text(bytes.toByteArray(), charset));
            bytes.reset();
        }

        private void control() {
            if (at >= rtf.length) {
                return;
            }
            char c = (char) (rtf[at] & 0xFF);
            if (Character.isLetter(c) && c < 0x80) {
                word();
                return;
            }
            at++;
            switch (c) {
                case '\'' -> {
                    String digits = ascii(at, Math.min(rtf.length, at + 2));
                    at += digits.length();
                    literal(Math.max(EncodedWords.hex(digits, 0), 0));
                }
                case '*' -> optional = true;
                case '~' -> literal(' ');
                case '\\', '{', '}' -> literal(c);
                default -> optional = false;
            }
        }

        private void word() {
            int from = at;
            while (at < rtf.length && (rtf[at] | 0x20) >= 'a' && (rtf[at] | 0x20) <= 'z') {
                at++;
            }
            String name = ascii(from, at);
            int number = number();
            at += at < rtf.length && rtf[at] == ' ' ? 1 : 0;
            meaning(name, number);
            optional = false;
        }

        private int number() {
            int from = at;
            at += at < rtf.length && rtf[at] == '-' ? 1 : 0;
            while (at < rtf.length && rtf[at] >= '0' && rtf[at] <= '9' && at - from < 9) {
                at++;
            }
            String digits = ascii(from, at);
            return digits.isEmpty() || digits.equals("-") ? 1 : Integer.parseInt(digits);
        }

        private String ascii(int from, int to) {
            return new String(rtf, from, to - from, ISO_8859_1);
        }

        private void meaning(String name, int number) {
            if (NOT_SHOWN.contains(name) || (optional && !KEPT.contains(name))) {
                flush();
                hidden = true;
            } else if (BREAKS.contains(name)) {
                show('\n');
            } else {
                others(name, number);
            }
        }

        private void others(String name, int number) {
            switch (name) {
                case "ansicpg" -> charset = "cp" + number;
                case "fromhtml" -> html = true;
                case "htmlrtf" -> rtfOnly = html && number != 0;
                case "bin" -> at = (int) Math.min(rtf.length, (long) at + Math.max(0, number));
                case "u" -> {
                    show((char) number);
                    // What follows is for programs that do not know it.
                    fallback = 1;
                }
                default -> {
                    // How it looks.
                }
            }
        }
    }
}
