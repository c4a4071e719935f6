package io.mailwarden.settings.change;

import java.util.List;
import java.util.Set;

/**
 * Which settings can be changed while the server runs. Not those that other things were made of at the start, and not
 * those that say whom Mailwarden trusts or connects to: whoever took over an administrator's browser must not reach
 * further than that administrator's console does. Alerts' recipients are the one exception, for an alert goes to all.
 */
final class LiveKeys {

    // Of these sections all.
    private static final Set<String> FIXED_SECTIONS = Set.of(
            "origin",
            "profile",
            "organisation",
            "store",
            "hold",
            "quarantine",
            "admin",
            "console",
            "history",
            "door-audit",
            "alert",
            "journal",
            "owner-notice",
            "rescan");

    private static final Set<String> LIVE_OF_THEM = Set.of(
            "profile.load-wait",
            "hold.account-megabytes",
            "hold.organisation-share",
            "hold.max-megabytes",
            "hold.free-megabytes",
            "alert.recipients",
            "alert.sender",
            "alert.timeout",
            "alert.period",
            "alert.per-hour",
            "alert.per-two-days",
            "alert.digest-every",
            "alert.give-up-after",
            "alert.keep-for");

    // Profiles count by rings of these lengths; helpers are told whole messages.
    private static final Set<String> FIXED_OF_OTHERS = Set.of(
            "submission-burst.window",
            "recipient-fan-out.window",
            "strangers.window",
            "scanner.rspamd-url",
            "scanner.clamd-address");

    private LiveKeys() {}

    static boolean contains(String key) {
        boolean fixed = FIXED_SECTIONS.contains(key.substring(0, Math.max(0, key.indexOf('.'))));
        return fixed ? LIVE_OF_THEM.contains(key) : !FIXED_OF_OTHERS.contains(key);
    }

    /** All that is named here, so that a test finds what there is no more. */
    static List<Set<String>> named() {
        return List.of(FIXED_SECTIONS, LIVE_OF_THEM, FIXED_OF_OTHERS);
    }
}
