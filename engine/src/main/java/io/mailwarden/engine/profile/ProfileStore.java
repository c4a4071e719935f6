package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Port to the snapshots of profiles: how each was after some entry of the log, so that only what came later must be
 * read. The bytes are the engine's own. Thread-safe. Every method throws {@link StoreUnavailable} when the store cannot
 * be reached, and may take its time.
 */
public interface ProfileStore {

    /** Keeps nothing: what leaves memory is forgotten. */
    ProfileStore NONE = new NoProfileStore();

    /**
     * A stored profile: what had become of it when it was saved.
     *
     * @param fold number of the rules by which entries became that profile
     * @param bytes it, as the engine wrote it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Snapshot(Account account, int fold, byte[] bytes) {}

    /** The account's latest snapshot. */
    Optional<Snapshot> find(Account account);

    /** Keeps these, all or none, each instead of its account's one before. */
    void save(Collection<Snapshot> snapshots);

    /** The accounts whose snapshots were saved last, latest first. */
    List<Account> latest(int limit);

    /** Accounts, by name, after that name, whose snapshots were made by other rules than these. */
    List<Account> otherThan(int fold, String afterName, int limit);

    /** What this node saved of the organisation. */
    Optional<byte[]> findOrganisation();

    /** Keeps that of the organisation for this node, instead of what it saved before. */
    void saveOrganisation(byte[] bytes);
}
