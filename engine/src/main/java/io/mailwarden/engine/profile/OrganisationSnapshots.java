package io.mailwarden.engine.profile;

import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.organisation.Organisation;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Optional;

/**
 * What is known beyond single accounts, as one snapshot: the organisation, and the burnt addresses. What it does not
 * have is read of the log. Thread-safe.
 */
public final class OrganisationSnapshots {

    private static final int VERSION = 1;
    private static final int LARGEST = 1 << 28;
    private static final String ALARM = "organisation-unread";

    private final ProfileStore store;
    private final OriginLookup origins;

    public OrganisationSnapshots(ProfileStore store, OriginLookup origins) {
        this.store = store;
        this.origins = origins;
    }

    /** The organisation as it was saved last; one that knows nothing when none was, or it cannot be read. */
    public Organisation read(ProfileConfig config, Alarms alarms) {
        try {
            Optional<byte[]> saved = store.findOrganisation();
            if (saved.isPresent()) {
                return read(saved.get(), config);
            }
        } catch (UnreadableSnapshot | StoreUnavailable e) {
            alarms.raise(ALARM, "what is normal for the organisation is learned anew, of the event log", e);
        }
        return new Organisation(config);
    }

    private Organisation read(byte[] saved, ProfileConfig config) throws UnreadableSnapshot {
        SnapshotReader in = SnapshotReader.ofSealed(saved, VERSION);
        Organisation organisation = Organisation.restored(part(in), config);
        origins.restoreBurnt(part(in));
        in.end();
        return organisation;
    }

    private static byte[] part(SnapshotReader in) throws UnreadableSnapshot {
        return in.raw(in.number(LARGEST));
    }

    /**
     * Saves the organisation as it is.
     *
     * @param learned how much of the log it has learned at least
     */
    public void save(Organisation organisation, LogPositions learned) {
        learned.asMap().forEach(organisation.positions()::advance);
        SnapshotWriter out = new SnapshotWriter();
        part(out, organisation.snapshot());
        part(out, origins.burntSnapshot());
        store.saveOrganisation(out.sealed(VERSION));
    }

    private static void part(SnapshotWriter out, byte[] bytes) {
        out.number(bytes.length);
        out.raw(bytes);
    }
}
