package io.mailwarden.cli.imports.line;

import io.mailwarden.cli.imports.line.LogLine.ParsedTime;
import org.jspecify.annotations.Nullable;

/** What stands between the time of a line and what is said: a host, a program, and what syslogs put in between. */
final class Headers {

    private static final String REPEATED = "last message repeated ";
    private static final int LONGEST_WORD = 256;

    private Headers() {}

    /** The line that goes on there; null when no program is told. */
    static @Nullable LogLine rest(ParsedTime stamp, Cursor cursor, int depth) {
        // FreeBSD's syslogd -v.
        if (cursor.peek() == '<') {
            skipBracket(cursor, '<', '>');
        }
        String rest = cursor.rest();
        if (rest.startsWith("stdout ") || rest.startsWith("stderr ")) {
            return ofContainer(stamp, rest, depth);
        }
        if (EximText.beginsWithId(rest)) {
            return new LogLine(stamp, "", "exim", "", rest);
        }
        LogLine named = byHost(stamp, rest);
        LogLine line = named == null ? withoutHost(stamp, rest) : named;
        return line == null ? withoutProgram(stamp, rest, depth) : LogFormat.opened(line, depth);
    }

    // Exim's own file, or a line in a line: "docker logs -t", "kubectl logs --timestamps".
    private static @Nullable LogLine withoutProgram(ParsedTime stamp, String rest, int depth) {
        if (EximText.isSentence(rest)) {
            return new LogLine(stamp, "", "exim", "", rest);
        }
        return Stamps.mayBegin(rest) || rest.startsWith("<") || rest.startsWith("{")
                ? LogFormat.anonymous(new LogLine(stamp, "", "", "", rest), depth)
                : null;
    }

    // Kubernetes: the stream, and F for a full line.
    private static @Nullable LogLine ofContainer(ParsedTime stamp, String rest, int depth) {
        int start = "stdout ".length();
        boolean tagged = rest.startsWith("F ", start) || rest.startsWith("P ", start);
        return LogFormat.anonymous(new LogLine(stamp, "", "", "", rest.substring(tagged ? start + 2 : start)), depth);
    }

    // "host program[1]: text"
    private static @Nullable LogLine byHost(ParsedTime stamp, String rest) {
        Cursor cursor = new Cursor(rest);
        String host = cursor.word();
        if (host.endsWith(":") || host.length() > LONGEST_WORD || host.startsWith("[") || cursor.spaces() == 0) {
            return null;
        }
        int tag = cursor.place();
        if (cursor.take(REPEATED)) {
            return new LogLine(stamp, host, REPEATED.strip(), "", String.valueOf(cursor.number(6)));
        }
        // BusyBox has "mail.info" before the program, AIX "mail:info".
        if (isFacility(cursor.word()) && cursor.spaces() > 0) {
            tag = cursor.place();
        }
        cursor.moveTo(tag);
        return tagged(stamp, host, cursor);
    }

    private static boolean isFacility(String word) {
        int mark = 0;
        for (int i = 0; i < word.length(); i++) {
            char one = word.charAt(i);
            if ((one == '.' || one == ':') && mark == 0 && i > 0) {
                mark = i;
            } else if (!(one >= 'a' && one <= 'z') && !Cursor.isDigit(one)) {
                return false;
            }
        }
        return mark > 0 && mark < word.length() - 1;
    }

    /** A line whose first word names the program, as in its own file; null when it does not. */
    static @Nullable LogLine withoutHost(ParsedTime stamp, String rest) {
        Cursor cursor = new Cursor(rest);
        // metalog: "[dovecot] text"
        if (cursor.take('[')) {
            int end = rest.indexOf("] ");
            return end < 2 || end > LONGEST_WORD || rest.lastIndexOf(' ', end) >= 0
                    ? null
                    : new LogLine(stamp, "", rest.substring(1, end), "", rest.substring(end + 2));
        }
        String word = cursor.word();
        if (!word.endsWith(":")) {
            return null;
        }
        if (MailServer.isDovecotsOwn(word)) {
            return new LogLine(stamp, "", "dovecot", "", rest);
        }
        cursor.moveTo(0);
        return tagged(stamp, "", cursor);
    }

    // "program[1]: text"; Solaris has "[ID 1 mail.info] " before the text, journald can say "<info>".
    private static @Nullable LogLine tagged(ParsedTime stamp, String host, Cursor cursor) {
        int start = cursor.place();
        while (isOfName(cursor.peek())) {
            cursor.moveTo(cursor.place() + 1);
        }
        int end = cursor.place();
        if (end == start || end - start > LONGEST_WORD) {
            return null;
        }
        String process = "";
        if (cursor.take('[')) {
            int from = cursor.place();
            cursor.number(9);
            cursor.number(1);
            int to = cursor.place();
            if (to == from || !cursor.take(']')) {
                return null;
            }
            cursor.moveTo(from);
            process = cursor.rest().substring(0, to - from);
            cursor.moveTo(to + 1);
        }
        if (!cursor.take(':')) {
            return null;
        }
        int text = cursor.place();
        cursor.moveTo(start);
        String program = cursor.rest().substring(0, end - start);
        cursor.moveTo(text);
        cursor.take(' ');
        if (cursor.take("[ID ")) {
            cursor.moveTo(cursor.place() - "[ID ".length());
            skipBracket(cursor, '[', ']');
        }
        return new LogLine(stamp, host, program, process, cursor.rest());
    }

    private static boolean isOfName(char one) {
        return one > ' ' && one != ':' && one != '[' && one != ']' && one != '(' && one != '=' && one != '<';
    }

    // Past "<mail.info> " or "[ID 1 mail.info] ", or nowhere.
    private static void skipBracket(Cursor cursor, char open, char close) {
        int start = cursor.place();
        cursor.take(open);
        while (cursor.place() - start < LONGEST_WORD && cursor.peek() != close && !cursor.atEnd()) {
            cursor.moveTo(cursor.place() + 1);
        }
        if (!cursor.take(close) || cursor.spaces() == 0) {
            cursor.moveTo(start);
        }
    }
}
