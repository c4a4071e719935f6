package io.mailwarden.cli.imports;

/** Why a line, or what it told of, became no event though it might have. */
public enum Reason {
    TOO_LONG("the line is longer than " + OldLogs.LONGEST_LINE + " characters"),
    NO_HEADER("the line does not begin with a time and a program"),
    WRONG_TIME("there is no such time, or it is later than the log itself"),
    OTHER_SHAPE("a login, a failure or a message, but not in a form that is known"),
    NO_NAME("the line does not tell the user's name"),
    WRONG_NAME("no account can have that name"),
    NO_DOMAIN("the user's name has no domain, and no default domain is given"),
    NO_ADDRESS("the line does not tell the client's IP address"),
    NO_RECIPIENTS("an account's message of which the log tells no recipient"),
    DAMAGED("the compressed file is damaged or ends early; what comes after is lost");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** Whether it is one line that it is about. */
    boolean ofALine() {
        return this != NO_RECIPIENTS && this != DAMAGED;
    }

    /** The reason in words for the import's report. */
    public String words() {
        return words;
    }
}
