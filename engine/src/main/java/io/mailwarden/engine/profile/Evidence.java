package io.mailwarden.engine.profile;

/**
 * What a detector looks at. Findings on the same evidence do not count twice; findings on different evidence are
 * independent signs.
 */
public enum Evidence {
    /** Where an account logged in. */
    PLACE(Stream.LOGIN),
    /** How its password was come by. */
    PASSWORD(Stream.LOGIN),
    /** What others know about the address. */
    REPUTATION(Stream.LOGIN),
    /** How much it sends. */
    VOLUME(Stream.SENDING),
    /** To whom it sends. */
    RECIPIENTS(Stream.SENDING),
    /** Logins and sending together. */
    JOINED(Stream.BOTH);

    /** The two streams of evidence; either alone is suspected, both together are critical. */
    public enum Stream {
        /** Where, when and how the account logged in. */
        LOGIN,
        /** What and to whom it sends. */
        SENDING,
        /** Both. */
        BOTH
    }

    private final Stream stream;

    Evidence(Stream stream) {
        this.stream = stream;
    }

    /** The stream that it belongs to. */
    public Stream stream() {
        return stream;
    }
}
