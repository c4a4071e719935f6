package io.mailwarden.engine.profile;

import java.util.Set;

/**
 * What a detector looks at. Findings on the same evidence do not count twice; findings on different evidence are
 * independent signs.
 */
public enum Evidence {
    /** Where an account logged in. */
    PLACE(Stream.LOGIN),
    /** When it logged in. */
    TIME(Stream.LOGIN),
    /** With what it logged in. */
    CLIENT(Stream.LOGIN),
    /** How its password was come by. */
    PASSWORD(Stream.LOGIN),
    /** What others know about the address. */
    REPUTATION(Stream.LOGIN),
    /** What other accounts do from there. */
    COMPANY(Stream.LOGIN),
    /** How much it sends. */
    VOLUME(Stream.SENDING),
    /** To whom it sends. */
    RECIPIENTS(Stream.SENDING),
    /** What it sends. */
    CONTENT(Stream.SENDING),
    /** In whose name it sends. */
    IDENTITY(Stream.SENDING),
    /** When it sends. */
    HOUR(Stream.SENDING),
    /** What comes back. */
    RETURNS(Stream.SENDING),
    /** Several of these together. */
    JOINED(Stream.BOTH);

    /** The two streams of evidence; either alone is suspected, both together are critical. */
    public enum Stream {
        /** Where, when and how the account logged in. */
        LOGIN,
        /** What and to whom it sends. */
        SENDING,
        /** Both. */
        BOTH;

        /** The stream that all of it belongs to; both when it belongs to more than one. */
        public static Stream of(Set<Evidence> evidence) {
            return evidence.stream()
                    .map(Evidence::stream)
                    .reduce((one, other) -> one == other ? one : BOTH)
                    .orElse(BOTH);
        }
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
