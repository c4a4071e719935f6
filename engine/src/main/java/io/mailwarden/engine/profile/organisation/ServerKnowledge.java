package io.mailwarden.engine.profile.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.support.Caches;
import io.mailwarden.engine.support.FairRoom;
import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of the organisations of a server, and of the server itself where that is more. Bounded: the
 * organisations that are used least go first, and begin anew. Thread-safe.
 */
final class ServerKnowledge {

    /**
     * What a store of the first format knows of all accounts of the server, whoever's they are. What each organisation does
     * is learned anew of the log; until that is done, this is what is borrowed. Immutable.
     *
     * @param logins how common each trait is
     * @param links what mail linked to
     * @param outliers the forest of all accounts
     */
    record OlderOrganisation(OlderSketch logins, LinkedDomains links, Outliers outliers) {}

    private static final long MOST_ORGANISATIONS = 20_000;
    private static final long MOST_NAMES = 20_000;
    // Some 5 MB. Each organisation has its share, so that none pushes out the others'.
    private static final int MOST_SENT = 200_000;
    /** Whose the messages are of which an older format does not tell. */
    static final long NOBODY = 0;

    // Servers give up after some days, but an unknown recipient is refused at once.
    private static final int SENT_MINUTES = 2 * Decay.DAY_MINUTES;
    // Of all organisations, each with one vote.
    private static final int VALUES = 256;

    /** When a message was sent, and for how many of its recipients no failure was reported yet. */
    record SentMessage(int minute, int unreported) {

        private static final FairRoom.Packing<SentMessage> PACKING =
                new FairRoom.Packing<>(SentMessage::packed, SentMessage::of);

        private long packed() {
            return (long) minute << Integer.SIZE | unreported;
        }

        private static SentMessage of(long packed) {
            return new SentMessage((int) (packed >>> Integer.SIZE), (int) packed);
        }

        /** Room for so many. */
        static FairRoom<SentMessage> room(int most, Predicate<SentMessage> outdated) {
            return new FairRoom<>(most, outdated, PACKING);
        }
    }

    final Cache<String, OrganisationHabits> organisations = Caches.ofMost(MOST_ORGANISATIONS);
    final Commonness votes;
    final LinkVotes linkVotes = new LinkVotes();
    final Forests forests = new Forests();
    final PlaceTries failures = new PlaceTries();
    final PlaceTries newcomers = new PlaceTries();
    // Messages with phishing that came from an address.
    final PlaceTries phishing = new PlaceTries();
    final FairRoom<SentMessage> sent = SentMessage.room(MOST_SENT, this::outdated);
    final Cache<Integer, String> names = Caches.ofMost(MOST_NAMES);
    final LogPositions positions;
    final Optional<OlderOrganisation> older;
    private final int halfLifeMinutes;
    // By which it was learned.
    String groups;
    private long logins;
    private int loginsHalved;
    private volatile int lastSent;

    ServerKnowledge(OrganisationContext context, LogPositions positions, Optional<OlderOrganisation> older) {
        groups = context.groups().toString();
        halfLifeMinutes = Decay.minutes(context.halfLife());
        this.positions = positions;
        this.older = older;
        votes = new Commonness(halfLifeMinutes, VALUES);
    }

    @Nullable OrganisationHabits find(String organisation) {
        return organisations.getIfPresent(organisation);
    }

    /** Only for what accounts do: a made-up name makes none. */
    OrganisationHabits of(String organisation) {
        return organisations.get(organisation, name -> new OrganisationHabits(name, halfLifeMinutes));
    }

    /** One of any organisation. */
    synchronized void learnedLogin(Instant at) {
        fadeLogins(Decay.minute(at));
        logins++;
    }

    private void fadeLogins(int minute) {
        if (loginsHalved == 0) {
            loginsHalved = minute;
        }
        if (minute - loginsHalved >= halfLifeMinutes) {
            logins >>>= Math.min(Long.SIZE - 1, (minute - loginsHalved) / halfLifeMinutes);
            loginsHalved = minute;
        }
    }

    /** How many logins of all organisations were learned, faded. */
    synchronized long logins() {
        return older.map(server -> server.logins().total(Trait.NETWORK)).orElse(0L) + logins;
    }

    synchronized void writeLogins(SnapshotWriter out) {
        out.number(logins);
        out.number(loginsHalved);
    }

    synchronized void readLogins(SnapshotReader in) throws UnreadableSnapshot {
        logins = in.number(Long.MAX_VALUE);
        loginsHalved = in.number(Integer.MAX_VALUE);
    }

    /** A message was submitted, whatever becomes of it. */
    void submitted(Message message, OrganisationHabits habits) {
        long account = Keys.of(message.account().name());
        habits.saw(account);
        int minute = Decay.minute(message.at());
        String id = message.content().messageId();
        if (!id.isEmpty()) {
            lastSent = Math.max(lastSent, minute);
            sent.put(
                    habits.key(),
                    sentKey(message.account(), id),
                    new SentMessage(minute, message.recipients().size()));
        }
        message.content().fingerprint().ifPresent(mark -> habits.texts().add(mark, minute, account, habits.accounts()));
    }

    // By the youngest, so that a history is read as it was lived.
    private boolean outdated(SentMessage message) {
        return lastSent - message.minute() > SENT_MINUTES;
    }

    /** Whether an account of that organisation sent that message lately, and a recipient's report is still to come. */
    boolean reported(String organisation, Account account, String messageId, Instant at) {
        if (messageId.isEmpty()) {
            return false;
        }
        long key = sentKey(account, messageId);
        long owner = sent.find(Keys.of(organisation), key).isPresent() ? Keys.of(organisation) : NOBODY;
        SentMessage message = sent.find(owner, key).orElse(null);
        int age = message == null ? -1 : Decay.minute(at) - message.minute();
        if (message == null || age < 0 || age > SENT_MINUTES || message.unreported() == 0) {
            return false;
        }
        SentMessage next = new SentMessage(message.minute(), message.unreported() - 1);
        // Another report may have come at the same moment.
        return sent.replace(owner, key, message, next) || reported(organisation, account, messageId, at);
    }

    private static long sentKey(Account account, String messageId) {
        return sentKey(account, Keys.of(messageId));
    }

    private static long sentKey(Account account, long id) {
        return 31 * Keys.of(account.name()) + id;
    }

    /** Whether an account of that organisation sent the message with the id of that key, at that time or before. */
    boolean sent(long organisation, Account account, long id, Instant until) {
        return sent.find(organisation, sentKey(account, id))
                .filter(message -> message.minute() <= Decay.minute(until))
                .isPresent();
    }
}
