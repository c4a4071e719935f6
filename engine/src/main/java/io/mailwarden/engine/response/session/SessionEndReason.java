package io.mailwarden.engine.response.session;

import java.util.Arrays;
import java.util.Locale;

/** Why Mailwarden ended a session. */
public enum SessionEndReason {
    /** Its account is blocked, or its owner's is. */
    BLOCK,
    /** An incident's workflow asks for it. */
    INCIDENT,
    /** An administrator asked for it. */
    ADMINISTRATOR,
    /** It was open for too long. */
    MAX_AGE,
    /** Its client was silent for too long. */
    MAX_IDLE;

    /** Whether the account itself is stopped, not just this session: nothing that is on its way may still arrive. */
    public boolean stopsAccount() {
        return this == BLOCK || this == INCIDENT;
    }

    /** The reason with that label; an administrator's wish when there is none. */
    public static SessionEndReason of(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElse(ADMINISTRATOR);
    }

    /** The name in the API and in metrics: lower case, with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
