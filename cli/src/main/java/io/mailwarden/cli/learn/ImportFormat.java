package io.mailwarden.cli.learn;

/** How a file of the past is read. */
public enum ImportFormat {
    /** By its first line. */
    AUTO("auto"),
    /** Event lines. */
    EVENTS("events"),
    /** Logs of mail servers. */
    LOGS("logs"),
    /** As logs: its name when Dovecot and Postfix were all that was read. */
    DOVECOT_POSTFIX("dovecot-postfix");

    private final String label;

    ImportFormat(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
