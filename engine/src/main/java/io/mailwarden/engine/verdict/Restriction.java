package io.mailwarden.engine.verdict;

import java.util.Locale;

/** How far an account may use the doors at a moment, in order: each includes what those before it forbid. */
public enum Restriction {
    /** All is allowed. */
    NONE,
    /** What it sends waits for review; it is told nothing. */
    HOLD,
    /** What it sends is refused for now, so that its program tries again later. */
    DEFER,
    /** What it sends is refused. */
    REFUSE,
    /** It can neither log in, nor send, nor read. */
    BLOCK;

    /** The name in the API and in configuration: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stricter of the two. */
    public Restriction or(Restriction other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether the door itself has to refuse what the account wants to send. */
    public boolean refusesSending() {
        return compareTo(DEFER) >= 0;
    }
}
