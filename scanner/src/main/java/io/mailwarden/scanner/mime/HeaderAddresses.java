package io.mailwarden.scanner.mime;

import io.mailwarden.engine.support.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a From or Reply-To header without display names, comments and groups: each once, lower case,
 * bounded. What is no address is left out. Not thread-safe.
 */
public final class HeaderAddresses {

    /** Most that are kept of one kind of header. */
    public static final int MAX_ADDRESSES = 20;

    // RFC 5321 4.5.3.1.
    private static final int MAX_LENGTH = 320;

    private static final Pattern ANGLES = Pattern.compile("<([^<>@\\s]{1,200}@[^<>@\\s,;:]{1,255})>");

    // RFC 5322 3.6 allows one; of very many all but the first are nobody's.
    private static final int MAX_FIELDS = 100;

    private final Set<String> addresses = new LinkedHashSet<>();
    private final StringBuilder bare = new StringBuilder();
    private final StringBuilder angled = new StringBuilder();
    private boolean inAngles;
    private int fields;

    /** Takes the value of one header. */
    public void add(String header) {
        fields++;
        if (fields > MAX_FIELDS) {
            return;
        }
        int before = addresses.size();
        String raw = HeaderText.raw(header);
        startOver();
        String plain = withoutQuotesAndComments(raw);
        for (int at = 0; at < plain.length(); at++) {
            take(plain.charAt(at));
        }
        finish();
        if (addresses.size() == before) {
            lastInAngles(raw);
        }
    }

    // Nothing was found where a quote or a comment does not end: in names in raw Shift_JIS or ISO-2022-JP, whose bytes
    // have backslashes and parentheses, or in text emoticons. Programs then take what stands in the last angles.
    private void lastInAngles(String raw) {
        Matcher angles = ANGLES.matcher(raw);
        String last = "";
        while (angles.find()) {
            last = angles.group(1);
        }
        bare.append(last);
        finish();
    }

    private static String withoutQuotesAndComments(String raw) {
        StringBuilder rest = new StringBuilder();
        char end = 0;
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (end == 0 && (c == '"' || c == '(')) {
                end = c == '(' ? ')' : '"';
            } else if (end == 0) {
                rest.append(c);
            } else if (c == '\\') {
                at++;
            } else if (c == end) {
                end = 0;
            }
        }
        return rest.toString();
    }

    private void take(char c) {
        StringBuilder part = inAngles ? angled : bare;
        switch (c) {
            case '<', '>' -> inAngles = c == '<';
            case ',', ';' -> finish();
            // Before it stands the name of a group, or an old route.
            case ':' -> part.setLength(0);
            default -> part.append(c);
        }
    }

    private void finish() {
        String address =
                (angled.length() > 0 ? angled : bare).toString().strip().toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        if (at > 0 && at < address.length() - 1 && plain(address) && addresses.size() < MAX_ADDRESSES) {
            addresses.add(Text.keepable(address, MAX_LENGTH));
        }
        startOver();
    }

    private static boolean plain(String address) {
        for (int at = 0; at < address.length(); at++) {
            char c = address.charAt(at);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    private void startOver() {
        bare.setLength(0);
        angled.setLength(0);
        inAngles = false;
    }

    /** All so far, in their order. */
    public List<String> all() {
        return List.copyOf(addresses);
    }
}
