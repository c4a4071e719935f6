package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.UnreadableSnapshot;
import java.util.Optional;

/**
 * The profiles in memory, of accounts that have logged in or sent, and that of the organisation. A name that never got
 * in has no profile and costs nothing. Thread-safe; a profile itself is guarded by its monitor.
 */
public final class Profiles {

    private final Lasting lasting;
    private final Organisation organisation;
    // By name: one object less for each.
    private final Cache<String, Profile> accounts;

    /** Of an organisation of which nothing is known. */
    public Profiles(ProfileConfig config, Windows windows) {
        this(config, windows, new Organisation(config));
    }

    /** Of an organisation that is known. */
    public Profiles(ProfileConfig config, Windows windows, Organisation organisation) {
        lasting = Lasting.of(config, windows);
        this.organisation = organisation;
        accounts = Caches.ofMost(config.maxAccounts());
    }

    /** The account's profile; a new one when it has none. For accounts that James let in. */
    public Profile of(Account account) {
        return accounts.get(account.name(), key -> blank());
    }

    /** The account's profile, when it has one. */
    public Optional<Profile> known(Account account) {
        return Optional.ofNullable(accounts.getIfPresent(account.name()));
    }

    /** A new profile that is not kept. */
    public Profile blank() {
        return new Profile(lasting);
    }

    /** All of a profile in a few hundred bytes, which {@link #restored} reads. */
    public static byte[] snapshot(Profile profile) {
        return ProfileFormat.bytes(profile);
    }

    /** A profile as it was when {@link #snapshot} wrote it, in this version or an earlier one; it is not kept. */
    public Profile restored(byte[] snapshot) throws UnreadableSnapshot {
        return ProfileFormat.profile(snapshot, lasting);
    }

    /** What all profiles share. */
    Lasting shared() {
        return lasting;
    }

    /** What all accounts have in common. */
    public Organisation organisation() {
        return organisation;
    }

    /** How many accounts have one in memory. */
    public long count() {
        return accounts.estimatedSize();
    }
}
