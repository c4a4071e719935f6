package io.mailwarden.cli.imports;

/**
 * One line of a log, taken apart.
 *
 * @param stamp when, as it is written
 * @param host who logged it; empty in a program's own file
 * @param program such as dovecot or postfix/smtpd
 * @param process its process id; empty when not told
 * @param text what the program says
 */
record LogLine(ParsedTime stamp, String host, String program, String process, String text) {

    /**
     * A time as it is written.
     *
     * @param year 0 when it is not told
     * @param month 1 to 12; anything else is no month
     * @param day of the month
     * @param time of the day, with or without a fraction
     * @param zone such as Z, +02:00 or +0200; empty when it is not told
     */
    record ParsedTime(int year, int month, int day, String time, String zone) {}

    /** The same program at the same time, saying that. */
    LogLine saying(String other) {
        return new LogLine(stamp, host, program, process, other);
    }

    boolean ofDovecot() {
        return program.equals("dovecot");
    }

    boolean ofPostfix() {
        return program.startsWith("postfix");
    }
}
