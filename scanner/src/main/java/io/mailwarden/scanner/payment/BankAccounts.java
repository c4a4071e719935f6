package io.mailwarden.scanner.payment;

import io.mailwarden.engine.event.Message.Sender;
import io.mailwarden.engine.support.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/**
 * The bank accounts that a message's own text names, as IBANs (ISO 13616), whose check digits tell them from other
 * letters and digits, whatever the language. What is quoted is left out as far as it is marked so: the other one's
 * account is not the writer's. Bounded. Not thread-safe.
 */
public final class BankAccounts {

    private static final int LONGEST_TEXT = 128 * 1024;
    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;
    // In groups of four or without blanks; the last group may be another word.
    private static final Pattern PRINTED = Pattern.compile(
            "(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?:[ \\u00a0]?[A-Z0-9]{4}){2,7}(?:[ \\u00a0]?[A-Z0-9]{1,3})?(?![A-Z0-9])");
    private static final Pattern BLANKS = Pattern.compile("[ \\u00a0]");
    // "> ", and what programs without it put before what they quote: a line of dashes, or a header with an address.
    private static final Pattern QUOTED = Pattern.compile("(?m)^[ \\t]{0,3}>.{0,1000}$");
    private static final Pattern REST_QUOTED =
            Pattern.compile("(?m)^(?:[ \\t*]{0,3}-{4,}.{0,80}-{4,}|[ \\t*]{0,3}\\p{L}{1,12}\\*?[ \\u00a0]?:.{0,200}@)");
    private static final String QUOTED_ELEMENTS =
            "blockquote, .gmail_quote, #divRplyFwdMsg, #divRplyFwdMsg ~ *, #appendonsend ~ *, .moz-cite-prefix";
    private static final Set<String> COUNTRIES =
            Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK")).collect(Collectors.toUnmodifiableSet());

    private final Set<Integer> marks = new LinkedHashSet<>();

    /** A text of the message. */
    public void addText(String text) {
        String read = cut(text);
        if (hasOne(read)) {
            Matcher rest = REST_QUOTED.matcher(read);
            String own = rest.find() ? read.substring(0, rest.start()) : read;
            add(QUOTED.matcher(own).replaceAll(""));
        }
    }

    /** The same as HTML; not changed. */
    public void addHtml(Document html) {
        if (hasOne(cut(html.body().text()))) {
            Document own = html.clone();
            own.select(QUOTED_ELEMENTS).remove();
            add(cut(own.body().text()));
        }
    }

    // The pattern is tried where one may begin: at two capitals before two digits.
    private static boolean hasOne(String text) {
        Matcher printed = PRINTED.matcher(text).useTransparentBounds(true);
        for (int at = 0; at + SHORTEST <= text.length(); at++) {
            if (capital(text.charAt(at))
                    && capital(text.charAt(at + 1))
                    && digit(text.charAt(at + 2))
                    && digit(text.charAt(at + 3))
                    && printed.region(at, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static boolean capital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The mark of each, at most as many as a message tells. */
    public List<Integer> marks() {
        return List.copyOf(marks);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    private void add(String own) {
        Matcher printed = PRINTED.matcher(own);
        while (marks.size() < Sender.MOST_BANK_ACCOUNTS && printed.find()) {
            add(printed.group(), 0);
        }
    }

    // Behind it a word of capital letters may stand, such as BIC.
    private void add(String printed, int less) {
        String account = BLANKS.matcher(printed).replaceAll("");
        if (valid(account)) {
            marks.add((int) Text.hash(account));
            return;
        }
        int blank = Math.max(printed.lastIndexOf(' '), printed.lastIndexOf('\u00a0'));
        if (blank > 0 && less < 2) {
            add(printed.substring(0, blank), less + 1);
        }
    }

    // ISO 7064, MOD 97-10: the first four to the end, letters as numbers.
    private static boolean valid(String account) {
        if (account.length() < SHORTEST || account.length() > LONGEST || !COUNTRIES.contains(account.substring(0, 2))) {
            return false;
        }
        String turned = account.substring(4) + account.substring(0, 4);
        int rest = 0;
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
        }
        return rest == 1;
    }
}
