package io.mailwarden.engine.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The profiles in memory: of accounts that have logged in or sent, and of networks that showed wrong passwords. A name
 * that never got in has no profile and costs nothing. Thread-safe; a profile itself is guarded by its monitor.
 */
public final class Profiles {

    private static final long MOST_NETWORKS = 50_000;
    private static final int MOST_NETWORK_FAILURES = 256;
    private static final Duration NETWORKS_LAST = Duration.ofDays(1);

    private final ProfileConfig config;
    private final Windows windows;
    private final Cache<Account, Profile> accounts;
    private final Cache<Network, Failures> networks = Caffeine.newBuilder()
            .maximumSize(MOST_NETWORKS)
            .expireAfterAccess(NETWORKS_LAST)
            .scheduler(Scheduler.systemScheduler())
            .build();

    public Profiles(ProfileConfig config, Windows windows) {
        this.config = config;
        this.windows = windows;
        accounts = Caffeine.newBuilder().maximumSize(config.maxAccounts()).build();
    }

    /** The account's profile; a new one when it has none. For accounts that James let in. */
    public Profile of(Account account) {
        return accounts.get(account, key -> blank());
    }

    /** The account's profile, when it has one. */
    public Optional<Profile> known(Account account) {
        return Optional.ofNullable(accounts.getIfPresent(account));
    }

    /** A new profile that is not kept. */
    public Profile blank() {
        return new Profile(config, windows);
    }

    /** How many accounts have one in memory. */
    public long count() {
        return accounts.estimatedSize();
    }

    /** A wrong password from that network, whether James knows the name or not. */
    public void refused(Network from, Account account, Instant at, int mark) {
        networks.get(from, key -> new Failures(MOST_NETWORK_FAILURES)).add(new Failures.Failure(at, account, mark));
    }

    /** Different wrong passwords from one network, over all accounts, in the window before that time. */
    public int wrongPasswords(Network from, Instant at, Duration window) {
        Failures failures = networks.getIfPresent(from);
        return failures == null ? 0 : failures.distinctTries(at, window);
    }
}
