package io.mailwarden.scanner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings a message of a public collection back near to what its sender's program wrote: what mailboxes and lists add on
 * the way tells a collection of phishing from one of list mail, and would be measured in place of the message.
 *
 * <p>Stripped are all header fields that a mail program does not write (transport, authentication results, lists,
 * filters), the line that parts messages of a mailbox file, [names] of lists in the subject, and footers of lists in
 * plain text. Addresses that a collector blotted out become one of everyday form. What is in base64 stays as it is.
 */
final class CollectedMail {

    private static final Set<String> WRITTEN = Set.of(
            "from",
            "to",
            "cc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "user-agent",
            "x-mailer",
            "x-priority",
            "importance",
            "organization");

    private static final Pattern END_OF_HEADERS = Pattern.compile("\r?\n(?=\r?\n)");
    private static final Pattern END_OF_FIELD = Pattern.compile("\r?\n(?![ \t])");
    private static final Pattern END_OF_LINE = Pattern.compile("(?<=\n)");

    /** Lists of the ham that docs/detection.md names: alsa-devel, usrp-users, and those of SpamAssassin's easy-ham. */
    private static final Pattern LIST_NAME = Pattern.compile(
            "\\[(?:alsa-devel|usrp-users|SAtalk|SAdev|SACVS|Spambayes|zzzzteana|ILUG|IIU|Razor-users|use Perl|scoop|vox)\\]\\s?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern RULE = Pattern.compile("[> ]*_{20,}\\s*");
    private static final Pattern MAILING_LIST = Pattern.compile("mailing list", Pattern.CASE_INSENSITIVE);
    private static final Pattern END_OF_FOOTER = Pattern.compile("(?:[> ]*\\s*|--.*\\s*)");
    private static final Pattern FOOTER_LINE =
            Pattern.compile("/listinfo/|^[> ]*To unsubscribe (?:send an email to \\S+@|from this group)");

    /** The corpus phishing_pot writes these in place of its own addresses. */
    private static final Pattern BLOTTED = Pattern.compile("(?:phishing|phish|honey)@pot\\b(?:\\.org\\b)?");

    private static final String READER = "rita.reader@firm.example";

    private CollectedMail() {}

    static byte[] asSent(byte[] collected) {
        String message = new String(collected, ISO_8859_1);
        Matcher end = END_OF_HEADERS.matcher(message);
        int body = end.find() ? end.end() : message.length();
        String sent = headers(message.substring(0, body)) + withoutFooters(message.substring(body));
        return BLOTTED.matcher(sent).replaceAll(READER).getBytes(ISO_8859_1);
    }

    private static String headers(String fields) {
        StringBuilder kept = new StringBuilder();
        for (String field : END_OF_FIELD.split(fields)) {
            String name =
                    field.substring(0, Math.max(0, field.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
            if (WRITTEN.contains(name) || name.startsWith("content-")) {
                boolean subject = name.equals("subject");
                kept.append(subject ? LIST_NAME.matcher(field).replaceAll("") : field)
                        .append("\r\n");
            }
        }
        return kept.toString();
    }

    private static String withoutFooters(String body) {
        StringBuilder kept = new StringBuilder(body.length());
        List<String> lines = List.of(END_OF_LINE.split(body));
        boolean footer = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            footer = footer ? !END_OF_FOOTER.matcher(line).matches() : beginsFooter(lines, i);
            if (!footer && !FOOTER_LINE.matcher(line).find()) {
                kept.append(line);
            }
        }
        return kept.toString();
    }

    private static boolean beginsFooter(List<String> lines, int at) {
        return at + 1 < lines.size()
                && RULE.matcher(lines.get(at)).matches()
                && MAILING_LIST.matcher(lines.get(at + 1)).find();
    }
}
