package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldRoom;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.support.Alarms;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Singleton;

/**
 * Adds up held mail, of one account, of one organisation and of all, watches the disk, and says whose mail there is no
 * more room for: mail of an account that is held anyway is deferred then before it is taken. What was taken is held,
 * whatever the limits say. Thread-safe.
 */
@Singleton
public final class HeldSpace {

    /** Stands while more held mail is deferred. */
    public static final String FULL = "held-mail-full";

    /** Stands while there is room, but soon there will be none. */
    public static final String FILLING = "held-mail-filling";

    private static final long MEGABYTE = 1_000_000;
    private static final String SHARE = "hold.organisation-share";
    private static final int MOST_NAMED = 5;
    private static final int MOST_HOMELESS = 10_000;

    // From that share of the limit on administrators hear of it, and from twice the free space that must stay.
    private static final double FILLED = 0.8;

    private final HeldStore store;
    private volatile HeldLimits limits;
    private final HeldLimits.FreeSpace disk;
    private final HeldRoom room;
    private final Alarms alarms;
    private final Map<Account, Long> bytes = new ConcurrentHashMap<>();
    private final Map<HeldId, Account> homeless = new ConcurrentHashMap<>();
    private volatile Set<Account> setAside = Set.of();

    @Inject
    public HeldSpace(HeldStore store, HeldLimits limits, HeldLimits.FreeSpace disk, HeldRoom room, Alarms alarms) {
        this.store = store;
        this.limits = limits;
        this.disk = disk;
        this.room = room;
        this.alarms = alarms;
    }

    /** There may be so much from now on. */
    public void limit(HeldLimits other) {
        limits = other;
        tell();
    }

    /** A message of the account is held. */
    void added(HeldId id, Account account, long size) {
        homeless.remove(id);
        bytes.merge(account, size, Long::sum);
        tell();
    }

    /** A message of the account is to be held, and waits in James's spool because no place takes it. */
    void homeless(HeldId id, Account account) {
        if (homeless.size() < MOST_HOMELESS) {
            homeless.put(id, account);
        }
        tell();
    }

    /** Whether any mail waits in James's spool for a place. */
    boolean anyHomeless() {
        return !homeless.isEmpty();
    }

    /** Those accounts' mail waits in the folder, for their repository takes none. */
    void setAside(Set<Account> accounts) {
        setAside = Set.copyOf(accounts);
        tell();
    }

    /** That account's mail does, too. */
    void setAside(Account account) {
        Set<Account> more = new HashSet<>(setAside);
        more.add(account);
        setAside(more);
    }

    /**
     * Adds up again what the store knows. Throws {@link io.mailwarden.engine.support.StoreUnavailable} when it cannot
     * be asked: what was added up before counts on.
     */
    public void check() {
        try {
            Map<Account, Long> known = store.bytes();
            bytes.keySet().retainAll(known.keySet());
            bytes.putAll(known);
        } finally {
            tell();
        }
    }

    private synchronized void tell() {
        long all = bytes.values().stream().mapToLong(Long::longValue).sum();
        OptionalLong free = disk.bytes();
        Map<String, Long> organisations = bytes.entrySet().stream()
                .collect(Collectors.groupingBy(
                        one -> room.organisation(one.getKey()), Collectors.summingLong(Map.Entry::getValue)));
        Set<Account> crowded = from(bytes, limits.accountBytes());
        Set<String> greedy = from(organisations, limits.organisationBytes());
        boolean full = all >= limits.allBytes() || free.orElse(Long.MAX_VALUE) < limits.freeBytes();
        Set<Account> without = new HashSet<>(crowded);
        without.addAll(setAside);
        without.addAll(homeless.values());
        room.lacking(full, without, greedy);
        boolean refuses = full || !crowded.isEmpty() || !greedy.isEmpty();
        alarm(FULL, refuses, () -> full(all, free, crowded, greedy));
        Set<String> nearly = from(organisations, (long) (limits.organisationBytes() * FILLED));
        boolean filling = all >= limits.allBytes() * FILLED
                || free.orElse(Long.MAX_VALUE) < 2 * limits.freeBytes()
                || !nearly.isEmpty();
        alarm(
                FILLING,
                filling && !full && greedy.isEmpty(),
                () -> filling(all, free) + names("Soon at", SHARE, limits.organisationBytes(), nearly.stream()));
    }

    private static <K> Set<K> from(Map<K, Long> sums, long limit) {
        return sums.entrySet().stream()
                .filter(one -> one.getValue() >= limit)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void alarm(String cause, boolean stands, Supplier<String> words) {
        if (stands) {
            alarms.raise(cause, words.get());
        } else {
            alarms.clear(cause);
        }
    }

    private String full(long all, OptionalLong free, Set<Account> crowded, Set<String> greedy) {
        return "There is no room for more held mail: what these accounts send further is refused for now. "
                + filling(all, free)
                + names(
                        "Over",
                        "hold.account-megabytes",
                        limits.accountBytes(),
                        crowded.stream().map(Account::name))
                + names("Over", SHARE, limits.organisationBytes(), greedy.stream());
    }

    private static String names(String how, String key, long limit, Stream<String> names) {
        String who = names.sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return who.isEmpty() ? "" : String.format(Locale.ROOT, " %s %s (%,d MB): %s.", how, key, limit / MEGABYTE, who);
    }

    private String filling(long all, OptionalLong free) {
        return String.format(
                Locale.ROOT,
                "%,d MB are held (hold.max-megabytes: %,d)%s. Release or delete held mail.",
                all / MEGABYTE,
                limits.allBytes() / MEGABYTE,
                free.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d MB are free on its disk (hold.free-megabytes: %,d)",
                                free.getAsLong() / MEGABYTE,
                                limits.freeBytes() / MEGABYTE));
    }
}
