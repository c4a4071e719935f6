package io.mailwarden.engine.review.access;

import java.util.Locale;

/** What somebody may do, the least first: each may do what those before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Also decides: incidents, held mail, blocks, sessions, what is safe. */
    ANALYST,
    /** Also what concerns everybody: modes, who may sign in. */
    ADMINISTRATOR;

    /** Whether it may do what that one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** Its name in configuration and API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
