package io.mailwarden.engine.incident;

/**
 * What happened to an account's mail and logins because of an incident.
 *
 * @param heldMessages how many messages were held because of it
 * @param passedMessages how many messages left between the first finding and the first hold
 * @param rejectedLogins how many logins were denied because of it
 */
public record IncidentCounts(long heldMessages, long passedMessages, long rejectedLogins) {

    /** Nothing happened yet. */
    public static final IncidentCounts NONE = new IncidentCounts(0, 0, 0);

    static final IncidentCounts ONE_HELD = new IncidentCounts(1, 0, 0);
    static final IncidentCounts ONE_PASSED = new IncidentCounts(0, 1, 0);
    static final IncidentCounts ONE_REJECTED = new IncidentCounts(0, 0, 1);

    /** All of it together. */
    IncidentCounts plus(IncidentCounts more) {
        return more.equals(NONE)
                ? this
                : new IncidentCounts(
                        heldMessages + more.heldMessages,
                        passedMessages + more.passedMessages,
                        rejectedLogins + more.rejectedLogins);
    }
}
