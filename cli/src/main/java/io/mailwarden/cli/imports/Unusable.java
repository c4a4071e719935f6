package io.mailwarden.cli.imports;

/** A line that should have become an event cannot. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    Unusable(Reason reason) {
        // There may be millions of them: no stack trace.
        super(reason.words(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
