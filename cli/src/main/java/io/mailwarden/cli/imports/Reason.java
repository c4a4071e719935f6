package io.mailwarden.cli.imports;

/** Why a line, or what it told of, became no event. */
public enum Reason {
    BLANK("the line is empty", Kind.HARMLESS),
    OTHER_PROGRAM("of programs that are not read", Kind.HARMLESS),
    NOTHING_TO_LEARN("of mail servers, but no login, no client and no message that an account sent", Kind.HARMLESS),
    NO_WRONG_PASSWORD(
            "a login failed, but nobody gave a wrong password: server trouble, a timeout, a rule", Kind.HARMLESS),
    MASTER("an administrator's login as a user, and the log does not say whose it was", Kind.HARMLESS),
    TOO_LONG("the line is longer than " + OldLogs.LONGEST_LINE + " characters", Kind.LINE),
    NO_HEADER("the line does not begin with a time and a program", Kind.LINE),
    WRONG_TIME("there is no such time, or it is later than the log itself", Kind.LINE),
    FOREIGN_MONTH("the month's name is of different months in different languages; English is clear", Kind.LINE),
    OTHER_SHAPE("a login, a failure or a message, but not in a form that is known", Kind.LINE),
    NO_NAME("the line does not tell the user's name", Kind.LINE),
    WRONG_NAME("no account can have that name", Kind.LINE),
    NO_DOMAIN("the user's name has no domain, and no default domain is given", Kind.LINE),
    NO_ADDRESS("the line does not tell the client's IP address", Kind.LINE),
    NO_RECIPIENTS("an account's message of which the log tells no recipient", Kind.OTHER),
    DAMAGED("the compressed file is damaged or ends early; what comes after is lost", Kind.OTHER),
    PACKED("the file is compressed in a way that is not read (gzip and zstd are): unpack it first", Kind.OTHER);

    private enum Kind {
        HARMLESS,
        LINE,
        OTHER
    }

    private final String words;
    private final Kind kind;

    Reason(String words, Kind kind) {
        this.words = words;
        this.kind = kind;
    }

    /** Whether it is one line that it is about. */
    boolean ofALine() {
        return kind != Kind.OTHER;
    }

    /** Whether it is as it should be: nothing was lost. */
    public boolean harmless() {
        return kind == Kind.HARMLESS;
    }

    /** The reason in words for the import's report. */
    public String words() {
        return words;
    }
}
