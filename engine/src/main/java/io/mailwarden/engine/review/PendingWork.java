package io.mailwarden.engine.review;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts what waits for an administrator. Thread-safe; may wait for the store. */
final class PendingWork {

    private static final long UNKNOWN = -1;

    private final Incidents incidents;
    private final Blocks blocks;
    private final HeldMail held;

    PendingWork(Incidents incidents, Blocks blocks, HeldMail held) {
        this.incidents = incidents;
        this.blocks = blocks;
        this.held = held;
    }

    /** Of accounts of these domains. */
    Overview.Pending count(DomainFilter domains) {
        return new Overview.Pending(openIncidents(domains), blocked(domains), orUnknown(() -> held.count(domains)));
    }

    private Map<String, Long> openIncidents(DomainFilter domains) {
        Map<String, Long> open = new HashMap<>();
        for (Severity severity : Severity.values()) {
            open.put(severity.label(), orUnknown(() -> incidents.countOpen(severity, domains)));
        }
        return open;
    }

    private Map<String, Long> blocked(DomainFilter domains) {
        Map<String, Long> blocked = new HashMap<>();
        blocks.counts(domains).forEach((restriction, count) -> blocked.put(restriction.label(), count));
        return blocked;
    }

    private static long orUnknown(LongSupplier count) {
        try {
            return count.getAsLong();
        } catch (StoreUnavailable e) {
            return UNKNOWN; // Who reads all incidents every minute, and the store itself, raise and clear the alarms.
        }
    }
}
