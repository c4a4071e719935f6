package io.mailwarden.engine.eventlog;

import java.util.Set;

/**
 * The kind of evidence that a detector looks at; anomalies with the same one are no independent signs. Findings on the
 * same evidence do not count twice; findings on different evidence are independent signs.
 */
public enum Evidence {
    /** Where an account logged in. */
    PLACE(0, Stream.LOGIN),
    /** When it logged in. */
    TIME(1, Stream.LOGIN),
    /** With what it logged in. */
    CLIENT(2, Stream.LOGIN),
    /** How its password was come by. */
    PASSWORD(3, Stream.LOGIN),
    /** What others know about the address. */
    REPUTATION(4, Stream.LOGIN),
    /** What other accounts do from there. */
    COMPANY(5, Stream.LOGIN),
    /** How much it sends. */
    VOLUME(6, Stream.SENDING),
    /** To whom it sends. */
    RECIPIENTS(7, Stream.SENDING),
    /** What it sends. */
    CONTENT(8, Stream.SENDING),
    /** In whose name it sends. */
    IDENTITY(9, Stream.SENDING),
    /** When it sends. */
    HOUR(10, Stream.SENDING),
    /** What comes back. */
    RETURNS(11, Stream.SENDING),
    /** Several of these together. */
    JOINED(12, Stream.BOTH),
    /** What others say or send: reports of other servers, phishing. Anybody can forge it: told, and joined with nothing. */
    REPORTS(13, Stream.NEITHER),
    /** Wrong passwords before the right one, which anybody can try: joined with signs of a login, not of sending. */
    GUESSES(14, Stream.LOGIN),
    /** Which hand writes its messages: it says who sits there, not what is sent. */
    HAND(15, Stream.LOGIN);

    /** The two streams of evidence; either alone is suspected, both together are critical. */
    public enum Stream {
        /** Where, when and how the account logged in. */
        LOGIN,
        /** What and to whom it sends. */
        SENDING,
        /** Both. */
        BOTH,
        /** Neither: others can forge it. */
        NEITHER;

        /** The stream that all of it belongs to; both when it belongs to more than one. */
        public static Stream of(Set<Evidence> evidence) {
            return evidence.stream()
                    .map(Evidence::stream)
                    .reduce((one, other) -> one == other ? one : BOTH)
                    .orElse(BOTH);
        }
    }

    private final int number;
    private final Stream stream;

    Evidence(int number, Stream stream) {
        this.number = number;
        this.stream = stream;
    }

    /**
     * By which it is stored, whatever its place here: a new one takes the next number, and none is ever taken again.
     */
    public int number() {
        return number;
    }

    /** Whether others can bring that about by themselves. */
    public static boolean forgeable(Set<Evidence> evidence) {
        return evidence.contains(REPORTS) || evidence.contains(GUESSES);
    }

    /** Whether it is nothing but where and when, as whoever moves abroad changes both. */
    public static boolean ofMoving(Set<Evidence> evidence) {
        return evidence.stream().allMatch(one -> one == PLACE || one == TIME);
    }

    /** The stream that it belongs to. */
    Stream stream() {
        return stream;
    }
}
