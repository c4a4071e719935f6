package io.mailwarden.engine;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.InMemoryEventLog;
import io.mailwarden.engine.incident.InMemoryIncidentStore;
import io.mailwarden.engine.incident.IncidentStore;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.profile.ProfileStore;
import io.mailwarden.engine.response.ResponseStores;

/**
 * The ports that an engine needs: event log, profiles, incidents, block lists, responses.
 *
 * @param log the event log
 * @param profiles snapshots of profiles; with {@link ProfileStore#NONE} nothing is kept, and everything happens on the
 *     caller's thread
 * @param incidents the incidents
 * @param dns block lists
 * @param responses what is done about incidents
 */
public record Ports(
        EventLog log, ProfileStore profiles, IncidentStore incidents, DnsBlocklists dns, ResponseStores responses) {

    private static final int MOST_INCIDENTS = 10_000;

    /** In memory, as long as the engine lives, and no block list: for the command line and for tests. */
    public static Ports inMemory() {
        return new Ports(
                new InMemoryEventLog(),
                ProfileStore.NONE,
                new InMemoryIncidentStore(MOST_INCIDENTS),
                DnsBlocklists.NONE,
                ResponseStores.inMemory());
    }

    /** The same, asking these block lists. */
    public Ports asking(DnsBlocklists lists) {
        return new Ports(log, profiles, incidents, lists, responses);
    }

    /** Whether anything outlives the engine. */
    boolean lasting() {
        return profiles != ProfileStore.NONE;
    }
}
