package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.LogLine.ParsedTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginnings of lines, told for each line by itself: syslog with the time of RFC 3164 or of RFC 3339 (rsyslog, and
 * journald's short-iso), and the file that Dovecot writes by itself, which names no host.
 */
final class LogFormat {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final String TIME = "(\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?)";
    // Some receivers keep the priority that came with the line.
    private static final String START = "^(?:<\\d{1,3}>)?";
    private static final Pattern SHORT =
            Pattern.compile(START + "([A-Z][a-z]{2}) {1,2}(\\d{1,2}) " + TIME + " +(\\S.*)$");
    private static final Pattern LONG =
            Pattern.compile(START + "(\\d{4})-(\\d{2})-(\\d{2})[ T]" + TIME + "(Z|[+-]\\d{2}:?\\d{2})? +(\\S.*)$");

    // "host program[1]: text"; BusyBox puts the facility before the program.
    private static final Pattern BY_HOST =
            Pattern.compile("^(\\S+) +(?:[a-z0-9]+\\.[a-z]+ )?([A-Za-z][^\\s:\\[\\]]*)(?:\\[(\\d{1,10})\\])?: ?(.*)$");
    private static final Pattern OF_POSTFIX = Pattern.compile("^(postfix[^\\s:\\[\\]]*)(?:\\[(\\d{1,10})\\])?: (.*)$");

    private LogFormat() {}

    /** The parts of a line; empty when it begins in no known way. */
    static Optional<LogLine> parse(String line) {
        Matcher brief = SHORT.matcher(line);
        if (brief.matches()) {
            int month = 1 + MONTHS.indexOf(brief.group(1));
            ParsedTime stamp = new ParsedTime(0, month, Integer.parseInt(brief.group(2)), brief.group(3), "");
            return rest(stamp, brief.group(4));
        }
        Matcher full = LONG.matcher(line);
        if (full.matches()) {
            String zone = full.group(5) == null ? "" : full.group(5);
            return rest(
                    new ParsedTime(number(full, 1), number(full, 2), number(full, 3), full.group(4), zone),
                    full.group(6));
        }
        return Optional.empty();
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static Optional<LogLine> rest(ParsedTime stamp, String rest) {
        int space = rest.indexOf(' ');
        if (space > 0 && rest.charAt(space - 1) == ':') {
            return Optional.of(withoutHost(stamp, rest));
        }
        Matcher parts = BY_HOST.matcher(rest);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String process = parts.group(3) == null ? "" : parts.group(3);
        return Optional.of(new LogLine(stamp, parts.group(1), parts.group(2), process, parts.group(4)));
    }

    private static LogLine withoutHost(ParsedTime stamp, String rest) {
        Matcher postfix = OF_POSTFIX.matcher(rest);
        if (postfix.matches()) {
            String process = postfix.group(2) == null ? "" : postfix.group(2);
            return new LogLine(stamp, "", postfix.group(1), process, postfix.group(3));
        }
        return new LogLine(stamp, "", "dovecot", "", rest);
    }
}
