package io.mailwarden.scanner.mime;

import io.mailwarden.scanner.mime.MimeField.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a header with parameters (RFC 2045 5.1) as programs do: comments left out, quoted pairs resolved, and the slips
 * forgiven that senders make: no semicolon before a parameter, blanks in a file name without quotes. Not thread-safe.
 */
final class FieldParser {

    // A hundred times the longest file name, in sections; each byte of it is read once.
    static final int LONGEST = 64 * 1024;

    // Where no semicolon says that a parameter begins, its name must.
    private static final Pattern KNOWN = Pattern.compile(
            "[\\s,]{1,40}(?:charset|name|filename|boundary|format|delsp|type|method|report-type|access-type|url|size"
                    + "|creation-date|modification-date|read-date|start|protocol|micalg)(?:\\*\\d{1,6})?\\*?\\s{0,20}=.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final int KNOWN_LENGTH = 120;

    private final String raw;
    private final boolean whole;
    private int at;

    FieldParser(String raw) {
        whole = raw.length() <= LONGEST;
        this.raw = whole ? raw : raw.substring(0, LONGEST);
    }

    MimeField field() {
        String value = value(true);
        List<Parameter> parameters = new ArrayList<>();
        while (at < raw.length()) {
            at += at < raw.length() && raw.charAt(at) == ';' ? 1 : 0;
            String name = name();
            if (at < raw.length() && raw.charAt(at) == '=') {
                at++;
                parameters.add(new Parameter(name, value(!name.startsWith("filename") && !name.startsWith("name"))));
            }
        }
        return new MimeField(value, parameters, whole);
    }

    // Up to its equals sign, or to the end of what is no parameter.
    private String name() {
        StringBuilder name = new StringBuilder();
        while (at < raw.length() && raw.charAt(at) != '=' && raw.charAt(at) != ';') {
            if (raw.charAt(at) == '(') {
                skipComment();
            } else {
                name.append(raw.charAt(at++));
            }
        }
        return name.toString().replace(',', ' ').strip().toLowerCase(Locale.ROOT);
    }

    // Names of files have parentheses of their own: "report (1).pdf".
    private String value(boolean comments) {
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        while (at < raw.length() && raw.charAt(at) != ';' && !parameterBegins()) {
            char c = raw.charAt(at);
            if (c == '"') {
                value.setLength(quoted ? value.length() : 0);
                quoted = true;
                quoted(value, comments);
            } else if (c == '(' && comments) {
                skipComment();
            } else {
                at++;
                if (!quoted) {
                    // Behind a quoted string nothing counts but another one.
                    value.append(c);
                }
            }
        }
        return quoted ? value.toString() : value.toString().strip();
    }

    private boolean parameterBegins() {
        char c = raw.charAt(at);
        boolean blank = c == ',' || Character.isWhitespace(c);
        if (!blank || (at > 0 && Character.isWhitespace(raw.charAt(at - 1)))) {
            return false;
        }
        Matcher known = KNOWN.matcher(raw.substring(at, Math.min(raw.length(), at + KNOWN_LENGTH)));
        return known.matches();
    }

    // RFC 5322 3.2.4. In names of files a backslash before a letter is of a path of Windows, and shown.
    private void quoted(StringBuilder value, boolean allPairs) {
        at++;
        while (at < raw.length() && raw.charAt(at) != '"') {
            boolean pair = raw.charAt(at) == '\\' && at + 1 < raw.length();
            boolean escaped = pair && (allPairs || "\"\\".indexOf(raw.charAt(at + 1)) >= 0);
            at += escaped ? 1 : 0;
            value.append(raw.charAt(at++));
        }
        at++;
    }

    // Comments may lie within comments (RFC 5322 3.2.2).
    private void skipComment() {
        int depth = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at += c == '\\' ? 1 : 0;
            if (depth == 0) {
                return;
            }
        }
    }
}
