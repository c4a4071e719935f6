package io.mailwarden.engine.profile.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.KnownKeys;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.Recent;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is normal for the whole organisation, and what its accounts have in common at the moment: wrong passwords and
 * newcomers by address and network, how common each trait of a login is, which domains are linked to. Bounded whatever
 * comes. Thread-safe.
 */
public final class Organisation {

    private static final long MOST_PLACES = 50_000;
    /** How many different ones are remembered of one address or network. */
    public static final int MOST_AT_A_PLACE = 256;

    private static final long MOST_NAMES = 20_000;
    // Room for up to 32 768 domains of 2 bytes; spread, so that 1 % of unknown ones pass for known and not half of
    // them.
    private static final int LINKED_SETS = 64;
    private static final int MOST_LINKED_IN_SET = 256;

    // Some 20 MB.
    private static final long MOST_SENT = 200_000;
    // Servers give up after some days, but an unknown recipient is refused at once.
    private static final int SENT_MINUTES = 2 * 1440;

    /** When a message was sent, and for how many of its recipients no failure was reported yet. */
    record SentMessage(int minute, int unreported) {}

    private final Commonness commonness;
    // OrganisationFormat stores and restores what follows.
    final Cache<Long, Recent> failures = Caches.ofMost(MOST_PLACES);
    final Cache<Long, Recent> newcomers = Caches.ofMost(MOST_PLACES);
    final Cache<Integer, String> names = Caches.ofMost(MOST_NAMES);
    final KnownKeys[] linked = new KnownKeys[LINKED_SETS];
    final Cache<Long, SentMessage> sent = Caches.ofMost(MOST_SENT);
    final SharedTexts texts = new SharedTexts();
    private final Outliers outliers = new Outliers();
    LogPositions positions = new LogPositions();

    /** Of which nothing is known. */
    public Organisation(ProfileConfig config) {
        commonness = new Commonness(Decay.minutes(config.halfLife()));
        Arrays.setAll(linked, i -> new KnownKeys(MOST_LINKED_IN_SET));
    }

    /** Which messages are unlike the others, each by its own account's habits. */
    public Outliers outliers() {
        return outliers;
    }

    /** How common each trait of a login is. */
    public Commonness commonness() {
        return commonness;
    }

    /** Different pairs of account and wrong password from one address or network in the window before that time. */
    public int wrongPasswords(long place, Instant at, Duration window) {
        Recent recent = failures.getIfPresent(place);
        return recent == null ? 0 : recent.distinctTries(at, window);
    }

    /** Different wrong passwords of one account from one address or network in the window before that time. */
    public int wrongPasswords(long place, Account account, Instant at, Duration window) {
        Recent recent = failures.getIfPresent(place);
        return recent == null ? 0 : recent.distinctMarksOf(Keys.of(account.name()), at, window);
    }

    /** Different accounts whose password was wrong from one address or network in the window before that time. */
    public int triedAccounts(long place, Instant at, Duration window) {
        Recent recent = failures.getIfPresent(place);
        return recent == null ? 0 : recent.distinctWho(at, window);
    }

    /** Different accounts that newly use one address or network, in the window before that time. */
    public int newcomers(long place, Instant at, Duration window) {
        Recent recent = newcomers.getIfPresent(place);
        return recent == null ? 0 : recent.distinctWho(at, window);
    }

    // What changes it: the steps of an event, live and out of the log.

    /** Learns what an entry of the event log tells of the organisation. */
    public void fold(LogEntry entry) {
        OrganisationFold.into(this, entry);
    }

    /**
     * The first step of a login, before it is assessed.
     *
     * @param arrived whether the account got in from where it never did before
     */
    public void begin(Login login, Footprint footprint, boolean arrived) {
        if (arrived) {
            arrived(footprint, login.account(), login.at());
        }
    }

    /** The last step of a login: what came of it. */
    public void conclude(Login login, Footprint footprint, EventOutcome outcome) {
        if (login.denied()) {
            return; // The password was right.
        }
        if (outcome.learning() == Learning.NOTHING) {
            refused(footprint, login.account(), login.at(), login.secret().markOrUnknown());
            if (outcome.has(Mark.ACCOUNT)) {
                refusedAccount(
                        footprint, login.account(), login.at(), login.secret().markOrUnknown());
            }
        } else if (outcome.learning() == Learning.LEARNED) {
            commonness.learn(footprint, login.at());
            named(login.client());
        }
    }

    /** The last step of a client that told its name after its login. */
    public void conclude(ClientSeen seen, EventOutcome outcome) {
        if (outcome.learning() == Learning.LEARNED) {
            named(seen.client());
        }
    }

    /** The first step of a message: it is counted, whatever becomes of it. */
    public void begin(Message message) {
        submitted(message);
    }

    /** The last step of a message that links to these domains. */
    public void conclude(Message message, List<String> links, EventOutcome outcome) {
        if (outcome.learning() == Learning.LEARNED) {
            learnLinks(links);
            learnText(message);
            outcome.deviations().ifPresent(outliers::learn);
        }
    }

    /**
     * A report that a message did not reach one recipient. False when the account sent no message with that id in the
     * two days before, or when as many reports came as it had recipients: whoever got one mail can forge no more than
     * that.
     */
    public boolean begin(DeliveryReport report) {
        return reported(report.account(), report.originalMessageId(), report.at());
    }

    /** The name of what an account uses, such as a country or a client program; empty when it is not known any more. */
    public String name(Trait trait, Habits.Habit habit) {
        return trait == Trait.COUNTRY
                ? Keys.country(habit.key())
                : Optional.ofNullable(names.getIfPresent(trait.tagged(habit.key())))
                        .orElse("");
    }

    /** Remembers what a client program is called. */
    public void named(Client client) {
        if (client.isKnown()) {
            names.put(Trait.FAMILY.tagged(Keys.of(client.family())), client.family());
        }
    }

    /** Whether unsuspicious mail linked to that domain before. */
    public boolean linksTo(String domain) {
        synchronized (linked) {
            long key = Keys.of(domain);
            return linkedLike(key).contains(key);
        }
    }

    /** The share of those domains that unsuspicious mail never linked to, 0 to 1. */
    public double newLinks(List<String> domains) {
        int fresh = 0;
        for (String domain : domains) {
            fresh += linksTo(domain) ? 0 : 1;
        }
        return domains.isEmpty() ? 0 : (double) fresh / domains.size();
    }

    /** How many domains unsuspicious mail linked to. */
    public int linkedDomains() {
        synchronized (linked) {
            return Arrays.stream(linked).mapToInt(KnownKeys::size).sum();
        }
    }

    // By other bits than the set itself goes by.
    private KnownKeys linkedLike(long key) {
        return linked[(int) (key >>> 48) % LINKED_SETS];
    }

    public boolean reported(Account account, String messageId, Instant at) {
        if (messageId.isEmpty()) {
            return false;
        }
        long key = sentKey(account, messageId);
        SentMessage message = sent.getIfPresent(key);
        int age = message == null ? -1 : Decay.minute(at) - message.minute();
        if (message == null || age < 0 || age > SENT_MINUTES || message.unreported() == 0) {
            return false;
        }
        SentMessage next = new SentMessage(message.minute(), message.unreported() - 1);
        // Another report may have come at the same moment.
        return sent.asMap().replace(key, message, next) || reported(account, messageId, at);
    }

    /** How many accounts sent the text with nearly that mark within an hour; 0 for one known for a day. */
    public int senders(long mark, Instant at) {
        return texts.senders(mark, Decay.minute(at));
    }

    /** A message was submitted, whatever becomes of it. */
    public void submitted(Message message) {
        int minute = Decay.minute(message.at());
        String id = message.content().messageId();
        if (!id.isEmpty()) {
            sent.put(
                    sentKey(message.account(), id),
                    new SentMessage(minute, message.recipients().size()));
        }
        message.content()
                .fingerprint()
                .ifPresent(mark ->
                        texts.add(mark, minute, Keys.of(message.account().name())));
    }

    private static long sentKey(Account account, String messageId) {
        return 31 * Keys.of(account.name()) + Keys.of(messageId);
    }

    /** Learns the text of an unsuspicious message. */
    void learnText(Message message) {
        message.content().fingerprint().ifPresent(mark -> texts.learn(mark, Decay.minute(message.at())));
    }

    /** A wrong password, whether James knows the name or not. */
    public void refused(Footprint from, Account account, Instant at, int mark) {
        add(failures, from.address(), account, at, mark);
        add(failures, from.network(), account, at, mark);
    }

    /** An account got in from where it never did before. */
    public void arrived(Footprint from, Account account, Instant at) {
        add(newcomers, from.address(), account, at, -1);
        add(newcomers, from.network(), account, at, -1);
    }

    /** The same, of a name that is an account's. */
    void refusedAccount(Footprint from, Account account, Instant at, int mark) {
        add(failures, accountsAt(from.address()), account, at, mark);
        add(failures, accountsAt(from.network()), account, at, mark);
    }

    /** The key of what was tried at a place for names that are accounts'; made-up ones show nothing for certain. */
    public static long accountsAt(long place) {
        return place == 0 ? 0 : ~place;
    }

    private static void add(Cache<Long, Recent> places, long place, Account account, Instant at, int mark) {
        if (place != 0) {
            places.get(place, key -> new Recent(MOST_AT_A_PLACE)).add(at, Keys.of(account.name()), mark);
        }
    }

    /** Learns the domains that an unsuspicious message links to. */
    public void learnLinks(Collection<String> domains) {
        synchronized (linked) {
            for (String domain : domains) {
                long key = Keys.of(domain);
                linkedLike(key).add(key);
            }
        }
    }

    /** How much of the event log made it. Not thread-safe: whoever folds the log guards it. */
    public LogPositions positions() {
        return positions;
    }

    /** All of it, which {@link #restored} reads. What changes meanwhile may be in it in part: let nobody fold. */
    public byte[] snapshot() {
        return OrganisationFormat.bytes(this);
    }

    /** As it was when {@link #snapshot} wrote it, in this version or an earlier one. */
    public static Organisation restored(byte[] snapshot, ProfileConfig config) throws UnreadableSnapshot {
        return OrganisationFormat.organisation(snapshot, config);
    }
}
