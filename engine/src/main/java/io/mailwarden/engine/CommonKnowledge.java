package io.mailwarden.engine;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.SnapshotReader;
import io.mailwarden.engine.event.SnapshotWriter;
import io.mailwarden.engine.event.StoreUnavailable;
import io.mailwarden.engine.event.UnreadableSnapshot;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Organisation;
import io.mailwarden.engine.profile.Positions;
import io.mailwarden.engine.profile.ProfileConfig;
import io.mailwarden.engine.profile.ProfileStore;
import java.util.Optional;

/**
 * What is known beyond single accounts, as one snapshot: the organisation, the burnt addresses, and how much of the log
 * made them. What is not in it is read of the log.
 *
 * @param learned how much of the log made it
 */
record CommonKnowledge(Organisation organisation, Positions learned) {

    private static final int VERSION = 1;
    private static final int LARGEST = 1 << 28;
    private static final String ALARM = "organisation-unread";

    /** What was saved last; of nothing when nothing was, or it cannot be read. */
    static CommonKnowledge read(ProfileStore store, ProfileConfig config, OriginLookup origins, Alarms alarms) {
        try {
            Optional<byte[]> saved = store.findOrganisation();
            if (saved.isPresent()) {
                return read(saved.get(), config, origins);
            }
        } catch (UnreadableSnapshot | StoreUnavailable e) {
            alarms.raise(ALARM, "what is normal for the organisation is learned anew, of the event log", e);
        }
        return new CommonKnowledge(new Organisation(config), new Positions());
    }

    private static CommonKnowledge read(byte[] saved, ProfileConfig config, OriginLookup origins)
            throws UnreadableSnapshot {
        SnapshotReader in = SnapshotReader.ofSealed(saved, VERSION);
        Positions learned = Positions.read(in);
        Organisation organisation = Organisation.restored(part(in), config);
        origins.restoreBurnt(part(in));
        in.end();
        return new CommonKnowledge(organisation, learned);
    }

    private static byte[] part(SnapshotReader in) throws UnreadableSnapshot {
        return in.raw(in.number(LARGEST));
    }

    /** Saves the organisation as it is. */
    void save(ProfileStore store, OriginLookup origins) {
        SnapshotWriter out = new SnapshotWriter();
        learned.write(out);
        part(out, organisation.snapshot());
        part(out, origins.burntSnapshot());
        store.saveOrganisation(out.sealed(VERSION));
    }

    private static void part(SnapshotWriter out, byte[] bytes) {
        out.number(bytes.length);
        out.raw(bytes);
    }
}
