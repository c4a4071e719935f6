package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file is by what it begins with, whatever it is called. */
public enum FileKind {
    /** A page that a browser shows. */
    PAGE,
    /** A message, or an archive of a page in its form. */
    MESSAGE,
    /** A winmail.dat of Outlook. */
    TNEF,
    OTHER;

    /** So much of a file is needed. */
    public static final int HEAD = 2048;

    // WHATWG MIME Sniffing 7.1, and what else browsers show as a page when the name says that it is one.
    private static final Pattern BEGINS_PAGE = Pattern.compile(
            "<(?:!doctype\\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|form|meta|center|svg"
                    + "|img|span)(?:[\\s>/:].*)?",
            Pattern.DOTALL);
    private static final Pattern BEFORE =
            Pattern.compile("(?s)(?:\\s+|<!--.{0,1500}?-->|<\\?xml[^>]{0,200}\\?>|<!doctype\\s+svg[^>]{0,300}>)");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]{1,60}):[ \\t\\r\\n].*", Pattern.DOTALL);
    private static final Set<String> OF_MESSAGES = Set.of(
            "from", "to", "subject", "date", "message-id", "mime-version", "received", "content-type", "return-path");
    private static final int LINES = 60;

    /** Of its first bytes. */
    public static FileKind of(byte[] head) {
        if (Tnef.begins(head)) {
            return TNEF;
        }
        String text = text(head);
        if (page(text.toLowerCase(Locale.ROOT))) {
            return PAGE;
        }
        return message(text) ? MESSAGE : OTHER;
    }

    /** Of the first bytes of the stream, which stands where it stood. */
    public static FileKind peek(BufferedInputStream file) throws IOException {
        file.mark(HEAD);
        byte[] head = file.readNBytes(HEAD);
        file.reset();
        return of(head);
    }

    /** The text of a page: a mark at its beginning, or zeros in it, say more of its character set than its label. */
    public static String text(byte[] page, String charset) {
        String text = Charsets.text(page, wide(page) ? "utf-16" : marked(page) ? "utf-8" : charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean wide(byte[] head) {
        return head.length > 3 && (head[0] == 0 || head[1] == 0 || (head[0] & 0xFF) + (head[1] & 0xFF) == 0x1FD);
    }

    private static boolean marked(byte[] head) {
        return head.length > 2 && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB && (head[2] & 0xFF) == 0xBF;
    }

    private static String text(byte[] head) {
        if (wide(head)) {
            return Charsets.text(head, "utf-16");
        }
        return new String(head, ISO_8859_1).substring(marked(head) ? 3 : 0);
    }

    private static boolean page(String text) {
        Matcher before = BEFORE.matcher(text);
        int at = 0;
        while (at < text.length() && before.region(at, text.length()).lookingAt()) {
            at = before.end();
        }
        return BEGINS_PAGE.matcher(text).region(at, text.length()).matches();
    }

    // The lines of a header, of which at least two are those of messages.
    private static boolean message(String text) {
        String[] lines = text.split("\r?\n", LINES);
        int known = 0;
        for (int at = 0; at < lines.length && !lines[at].isEmpty(); at++) {
            String line = lines[at];
            Matcher field = FIELD.matcher(line + " ");
            if (field.matches()) {
                known += OF_MESSAGES.contains(field.group(1).toLowerCase(Locale.ROOT)) ? 1 : 0;
            } else if (!(at == 0 ? line.startsWith("From ") : goesOn(line))) {
                // The last one may have been cut.
                return text.length() >= HEAD && at == lines.length - 1 && known >= 2;
            }
        }
        return known >= 2;
    }

    private static boolean goesOn(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }
}
