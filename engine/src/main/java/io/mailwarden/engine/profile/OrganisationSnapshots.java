package io.mailwarden.engine.profile;

import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.organisation.OrganisationContext;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.util.Optional;

/**
 * What is known beyond single accounts, as one snapshot: the organisations, and the burnt addresses. What it does not
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

    /** The organisations as they were saved last; such that know nothing when none were, or they cannot be read. */
    public Organisations read(OrganisationContext context, Alarms alarms) {
        try {
            Optional<byte[]> saved = store.findOrganisation();
            if (saved.isPresent()) {
                return read(saved.get(), context);
            }
        } catch (UnreadableSnapshot | StoreUnavailable e) {
            alarms.raise(ALARM, "what is normal for organisations is learned anew, of the event log", e);
        }
        return new Organisations(context);
    }

    private Organisations read(byte[] saved, OrganisationContext context) throws UnreadableSnapshot {
        SnapshotReader in = SnapshotReader.ofSealed(saved, VERSION);
        Organisations organisations = Organisations.restored(part(in), context);
        origins.restoreBurnt(part(in));
        in.end();
        return organisations;
    }

    private static byte[] part(SnapshotReader in) throws UnreadableSnapshot {
        return in.raw(in.number(LARGEST));
    }

    /**
     * Saves the organisations as they are; how many bytes that takes.
     *
     * @param learned how much of the log they have learned at least
     */
    public int save(Organisations organisations, LogPositions learned) {
        learned.asMap().forEach(organisations.positions()::advance);
        SnapshotWriter out = new SnapshotWriter();
        part(out, organisations.snapshot());
        part(out, origins.burntSnapshot());
        byte[] sealed = out.sealed(VERSION);
        store.saveOrganisation(sealed);
        return sealed.length;
    }

    private static void part(SnapshotWriter out, byte[] bytes) {
        out.number(bytes.length);
        out.raw(bytes);
    }
}
