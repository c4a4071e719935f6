package io.mailwarden.settings;

/**
 * What becomes of doors that James has open and Mailwarden does not watch.
 *
 * @param refuseStart whether one such door stops the start
 */
public record DoorAuditConfig(boolean refuseStart) {

    /** The server starts, and the log and the health check name the doors: mail that flows is worth more than order. */
    public static DoorAuditConfig defaults() {
        return new DoorAuditConfig(false);
    }
}
