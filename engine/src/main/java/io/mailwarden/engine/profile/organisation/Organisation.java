package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.hand.MessageHand;
import io.mailwarden.engine.profile.organisation.Organisation.Outlier;
import io.mailwarden.engine.profile.organisation.ServerKnowledge.OlderOrganisation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is normal for the organisation of one account: its domain, or the group that its domain is in. What other
 * organisations do does not come into it, but where it is said: one of fewer than three accounts, or that knows little
 * yet, borrows what is common on the server, where each organisation has one vote. Thread-safe.
 */
public final class Organisation {

    /** How many different ones are remembered of one address or network. */
    public static final int MOST_AT_A_PLACE = PlaceTries.MOST_AT_A_PLACE;

    // A network with every twentieth login, and so many at least, is the organisation's own.
    private static final int OWN_LOGINS = 50;
    // Three organisations for a week, one vote a day.
    private static final int OWN_VOTES = 21;
    // To tell a tenth, the least that LoginOdds counts, from nothing.
    private static final int LOGINS = 200;
    // To tell half of them.
    private static final int MESSAGES = 50;
    private static final double COMMON = 0.5;
    // As new-link asks as shipped: below it everything is new.
    private static final int LINKS = 200;
    // One flagged message may have come from anybody behind a shared address.
    private static final int PHISHING_MESSAGES = 3;
    private static final int PHISHING_ORGANISATIONS = 3;

    private final ServerKnowledge all;
    private final @Nullable OrganisationHabits own;
    private final String name;
    private final long key;
    private final OrganisationContext context;

    Organisation(ServerKnowledge all, String name, OrganisationContext context) {
        this.name = name;
        this.all = all;
        this.context = context;
        own = all.find(name);
        key = own == null ? Keys.of(name) : own.key();
    }

    /** What it is called: its domain, or the first one of its group. */
    String name() {
        return name;
    }

    /** Whether a good part of all logins comes from that network, and not only one account's: an office, a VPN. */
    public boolean owns(long network) {
        boolean habit = own != null && own.logins().users() >= Commonness.FEWEST_USERS
                ? own.logins().isHabit(Trait.NETWORK, network, OWN_LOGINS)
                : all.votes.isHabit(Trait.NETWORK, network, OWN_VOTES);
        return habit || all.older.filter(server -> owns(server, network)).isPresent();
    }

    private static boolean owns(OlderOrganisation server, long network) {
        long logins = server.logins().count(Trait.NETWORK, network);
        return logins >= OWN_LOGINS
                && logins * Commonness.OWN_SHARE >= server.logins().total(Trait.NETWORK);
    }

    /** How many logins stand behind {@link #share}, faded. */
    public double logins() {
        double mine = own == null ? 0 : own.logins().total(Trait.NETWORK);
        return speaks() ? mine : Math.max(mine, (double) all.logins());
    }

    /** How common that is, 0 to 1: the share of logins that it has, without the busiest account. */
    public double share(Trait trait, long value) {
        if (own != null && speaks()) {
            return own.logins().shareOfMany(trait, value);
        }
        return all.older.isPresent() ? share(all.older.get().logins(), trait, value) : all.votes.share(trait, value);
    }

    /** How common that is among others, 0 to 1; 0 where there are too few of them to tell. */
    public double shareOfOthers(Trait trait, long value) {
        if (own != null && speaks()) {
            return own.logins().shareOfMany(trait, value);
        }
        return all.votes.users() >= Commonness.FEWEST_USERS ? all.votes.shareOfMany(trait, value) : 0;
    }

    /** Whether that hand wrote half of what the others here send, so that it says nothing of one of them. */
    public boolean common(MessageHand hand) {
        if (own == null || own.hands().total(Trait.ID_FORM) < MESSAGES) {
            return false;
        }
        for (Trait trait : Trait.OF_HANDS) {
            if (own.hands().shareOfMany(trait, Keys.of(trait, hand)) < COMMON) {
                return false;
            }
        }
        return true;
    }

    private static double share(OlderSketch logins, Trait trait, long value) {
        return (double) logins.count(trait, value) / Math.max(1, logins.total(trait));
    }

    private boolean speaks() {
        return own != null
                && own.logins().users() >= Commonness.FEWEST_USERS
                && own.logins().total(Trait.NETWORK) >= LOGINS;
    }

    /**
     * Different pairs of account and wrong password from one address or network in the window before that time. Of
     * other organisations each counts as one, and the first of them not at all.
     */
    public int wrongPasswords(long place, Instant at, Duration window) {
        return all.failures.tries(place, key, at, window);
    }

    /** Different wrong passwords of that account from one address or network, in the window before that time. */
    public int wrongPasswords(long place, Account account, Instant at, Duration window) {
        return all.failures.marksOf(place, key, Keys.of(account.name()), at, window);
    }

    /** The key of what was tried at a place for names that are accounts'; made-up ones show nothing for certain. */
    public static long accountsAt(long place) {
        return place == 0 ? 0 : ~place;
    }

    /** Different accounts whose password was wrong there, likewise. */
    public int triedAccounts(long place, Instant at, Duration window) {
        return all.failures.accounts(place, key, at, window);
    }

    /** Different accounts that newly use one address or network, likewise. */
    public int newcomers(long place, Instant at, Duration window) {
        return all.newcomers.accounts(place, key, at, window);
    }

    /** The name of what an account uses, such as a country or a client program; empty when it is not known any more. */
    public String name(Trait trait, Habits.Habit habit) {
        return trait == Trait.COUNTRY
                ? Keys.country(habit.key())
                : Optional.ofNullable(all.names.getIfPresent(trait.tagged(habit.key())))
                        .orElse("");
    }

    /** Whether unsuspicious mail linked to that domain before. */
    public boolean linksTo(String domain) {
        long link = Keys.of(domain);
        if (own != null && own.links().contains(link)) {
            return true;
        }
        return !knowsLinks()
                && (all.linkVotes.knows(link)
                        || all.older
                                .filter(server -> server.links().contains(link))
                                .isPresent());
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
        int mine = own == null ? 0 : own.links().size();
        int borrowed = all.older.map(server -> server.links().size()).orElse(all.linkVotes.size());
        return knowsLinks() ? mine : Math.max(mine, borrowed);
    }

    private boolean knowsLinks() {
        return own != null
                && own.accounts() >= Commonness.FEWEST_USERS
                && own.links().size() >= LINKS;
    }

    /** How many of these recipients unsuspicious mail of its accounts went to. */
    public int acquaintances(List<String> recipients) {
        return own == null || recipients.isEmpty() ? 0 : own.contacts().among(recipients);
    }

    /**
     * Whether the message answers in a thread in which its account wrote itself, at that time or before; told of the last month,
     * or of less where much is sent. Whoever only wrote to the account is in its threads, too, and brings nobody.
     */
    public boolean answersOwn(Message message, Instant until) {
        for (long answered : message.content().sender().answers()) {
            if (all.sent(key, message.account(), Keys.ofHash(answered), until)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether enough is known of whom its accounts write to that it measures an account which has no habits yet. Nothing
     * is borrowed for it: where a house has just moved in, everybody is new to everybody.
     */
    public boolean measuresSending(Instant at) {
        return own != null && own.contacts().tell(Decay.minute(at), Decay.minutes(context.learningTime()));
    }

    /** How many of its accounts sent the text with nearly that mark within an hour; 0 for one known for a day. */
    public int senders(long mark, Instant at) {
        return own == null ? 0 : own.texts().senders(mark, Decay.minute(at));
    }

    /** The message with those deviations, when it scores at least that; never before enough was learned. */
    public Optional<Outlier> outlier(Deviations message, double threshold) {
        Outliers common = all.older.map(OlderOrganisation::outliers).orElse(all.forests.common());
        Outliers forest = own == null ? common : all.forests.own(own.name()).orElse(common);
        return forest.find(message, threshold);
    }

    /** Why the address is one that phishing comes from; empty when it is none, or when too little speaks for it. */
    public Optional<String> sentPhishing(Address address, Instant at) {
        long place = Organisations.place(address);
        int organisations = all.phishing.organisations(place, at, context.phishingLasts());
        if (organisations >= PHISHING_ORGANISATIONS) {
            return Optional.of(organisations + " organisations here");
        }
        int messages = organisations == 0 ? 0 : all.phishing.ofOne(place, key, at, context.phishingLasts());
        return messages >= PHISHING_MESSAGES
                ? Optional.of("this organisation " + messages + " times")
                : Optional.empty();
    }

    /**
     * A message that is unlike what the accounts of the organisation send, each by its own habits.
     *
     * @param score of the forest: about 1 for an ordinary message, up to 8 for one unlike any
     * @param features that made it so, the strongest first; none when it was many small ones
     */
    public record Outlier(double score, List<Deviations.Feature> features) {

        public Outlier {
            features = List.copyOf(features);
        }
    }
}
