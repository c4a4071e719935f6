package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Origin.Trust;
import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.PendingLogins;
import io.mailwarden.engine.profile.habit.ProfileContext;
import io.mailwarden.engine.profile.habit.Rhythm;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.habit.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The profile of one account: what is normal for its logins and its mail. Only what was not under suspicion is learned;
 * the rest is set aside until the incident is dismissed or a quiet time has passed, or forgotten when the account is
 * given back to its owner.
 *
 * <p>Mutable and not thread-safe: whoever reads or changes it holds its monitor, as {@code Engine} does for the whole
 * of one event.
 */
public final class Profile extends Packed {

    private static final Attempts UNTRIED = new Attempts();

    private final ProfileContext context;
    private final Habits habits;
    private final char[] rhythm = Rhythm.blank();

    // ProfileFormat stores and restores what follows. Most accounts never need the first two.
    @Nullable Attempts attempts;

    @Nullable PendingLogins pending;

    List<Suspicion> suspicions = List.of();

    @Nullable Whereabouts lastTrusted;

    Instant lastAnomaly = Instant.EPOCH;
    Instant lastBesidePlace = Instant.EPOCH;

    public Profile(ProfileContext context) {
        this.context = context;
        habits = new Habits(context.decay());
    }

    @Override
    ProfileContext context() {
        return context;
    }

    // What is known, for detectors.

    /** Whether habit counts yet: enough logins over enough days, and no silence since that made them stale. */
    public boolean mature(Instant at) {
        return mature(Decay.minute(at), context.config());
    }

    /** Whether its habits counted once, so that what it never did is odd, however long it was silent since. */
    public boolean known(Instant at) {
        return known(Decay.minute(at), context.config());
    }

    /** Whether the account normally uses that. */
    public boolean knows(Trait trait, long key, Instant at) {
        return habits.knows(trait, key, Decay.minute(at), context.forgetAfterMinutes());
    }

    /** Whether the account normally logs in from that origin's network. */
    public boolean knowsNetwork(Origin origin, Instant at) {
        return origin.network()
                .filter(network -> knows(Trait.NETWORK, Keys.of(network), at))
                .isPresent();
    }

    /** The networks, countries, clients and other traits that the account uses. */
    public Habits habits() {
        return habits;
    }

    /** The hours and weekdays at which the account logs in. */
    public Rhythm rhythm() {
        return new Rhythm(rhythm);
    }

    /** Where it was last seen without suspicion. */
    public Optional<Whereabouts> lastTrusted() {
        return Optional.ofNullable(lastTrusted);
    }

    /** Where it was last seen under suspicion, while that stands. */
    public Optional<Whereabouts> lastDoubtful() {
        return pending == null ? Optional.empty() : pending.last();
    }

    /** Time since its last login without suspicion; empty when there was none. */
    public Optional<Duration> silence(Instant at) {
        int minutes = silence(Decay.minute(at));
        return minutes < 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes));
    }

    /** How many different addresses, or networks, it was used from in the window before that time, trusted or not. */
    public int usedWithin(Trait trait, Duration window, Instant at) {
        int from = Decay.minute(at.minus(window));
        return habits.usedSince(trait, from)
                + (pending == null ? 0 : pending.habits().usedSince(trait, from));
    }

    /** Whether the account was ever let in from that network, or waits to be known there. */
    public boolean used(Footprint from, Instant at) {
        return habits.used(from, at) || (pending != null && pending.habits().used(from, at));
    }

    /** Whether it lived there for a quiet time already, under suspicion but without harm: it is no news any more. */
    public boolean livesUnderSuspicion(Footprint from, Instant at) {
        Duration quiet = context.config().quietTime();
        return pending != null && lastBesidePlace.isBefore(at.minus(quiet)) && pending.livesAt(from, at, quiet);
    }

    /** Whether there is such an account: it was let in, or sent. */
    public boolean inUse() {
        return count() > 0 || pending != null || (sends() && sent().count() > 0);
    }

    /** What was tried in its name; not to be changed. */
    public Attempts attempts() {
        return attempts == null ? UNTRIED : attempts;
    }

    /** What stands against the account, whether logins or sending brought it. */
    public List<Suspicion> standing(Instant at) {
        return Suspicion.standing(suspicions, at, context.config().riskLasts());
    }

    /** The same, once what was found stands too. */
    public List<Suspicion> standing(List<Suspicion> found, Instant at) {
        Duration lasts = context.config().riskLasts();
        return Suspicion.standing(Suspicion.joined(suspicions, found, lasts), at, lasts);
    }

    /** Time of the first learned login. */
    public Optional<Instant> firstSeen() {
        return first();
    }

    /** How many logins made it. */
    public int learnedLogins() {
        return count();
    }

    // What changes it: the steps of an event, live and out of the log.

    /**
     * The first step of a login, before it is assessed.
     *
     * @param settled whether what was set aside is learned first, when it is due
     */
    public void begin(Login login, boolean settled) {
        begin(login.at(), settled);
    }

    /** The first step of a client that told its name after its login, likewise. */
    public void begin(ClientSeen seen, boolean settled) {
        begin(seen.at(), settled);
    }

    /** The first step of a report that a message was not delivered, likewise: it is counted. */
    public void begin(DeliveryReport report, boolean settled) {
        begin(report.at(), settled);
        tried().returned(report);
    }

    /**
     * The first step of a message, likewise: it is counted, and what of its envelope is new is told.
     *
     * @param acquaintances how many of the recipients that are new to it others know
     */
    public Novelty begin(Message message, boolean settled, ToIntFunction<List<String>> acquaintances) {
        begin(message.at(), settled);
        return sent().submitted(message, acquaintances);
    }

    private void begin(Instant at, boolean settled) {
        if (settled) {
            settle(at);
        }
    }

    /** The last step of a login: what came of it. */
    public void conclude(Login login, Origin origin, Footprint footprint, EventOutcome outcome) {
        Whereabouts where = Whereabouts.of(login.at(), origin, outcome);
        if (login.denied()) {
            denied(footprint, where, outcome.learning());
            return;
        }
        stand(outcome.found());
        switch (outcome.learning()) {
            case NOTHING ->
                refused(login.at(), footprint.network(), login.secret().markOrUnknown());
            case LEARNED -> {
                if (origin.trust() == Trust.PLACE) {
                    vouched(footprint, login.at());
                }
                learn(footprint.learnable(outcome), where);
            }
            case ASIDE -> setAside(footprint.learnable(outcome), where, false);
            case ODD -> setAside(footprint.learnable(outcome), where, true);
        }
    }

    // What stood for the place alone stands no more; what waited for nothing else is learned, but not its country.
    private void vouched(Footprint footprint, Instant at) {
        suspicions = Suspicion.withoutPlace(suspicions, footprint.network());
        if (pending != null && pending.allFrom(footprint.network(), at)) {
            adopt(pending, Set.of(Trait.ASN, Trait.COUNTRY));
            pending = null;
        }
    }

    /** The last step of a client that told its name after its login. */
    public void conclude(ClientSeen seen, Footprint footprint, EventOutcome outcome) {
        stand(outcome.found());
        if (outcome.learning() == Learning.LEARNED) {
            habits.use(footprint.learnable(outcome), Decay.minute(seen.at()));
        }
    }

    /** The last step of a message. */
    public void conclude(Message message, Shape shape, EventOutcome outcome) {
        conclude(message.at(), outcome);
        if (outcome.learning() == Learning.LEARNED) {
            sent(message, shape);
        } else if (pending != null && shape.toStrangers()) {
            pending.wroteToStrangers(message.at());
        }
    }

    /** The last step of what only counts. */
    public void conclude(Instant at, EventOutcome outcome) {
        stand(outcome.found());
        if (outcome.has(Mark.DISQUIET)) {
            sendingAnomaly(at);
        }
    }

    // Nobody came in by it: nothing stands by it, and it waits for an administrator's word. One that was denied only
    // because the account is blocked says nothing.
    void denied(Footprint footprint, Whereabouts where, Learning learning) {
        if (learning == Learning.ODD || learning == Learning.ASIDE) {
            tried().denied(footprint, where, context);
        }
    }

    /** An administrator reviewed the account's incident at that time. */
    public void reviewed(Decision decision, Instant at) {
        switch (decision) {
            case CONFIRMED -> {} // What is set aside stays so.
            case DISMISSED -> {
                trust();
                tried().forgive(at).ifPresent(accepted -> adopt(accepted, Set.of()));
                // What was sent of late is what the account sends: the same again tomorrow is no news.
                if (sends()) {
                    sent().vouch();
                }
            }
            case RESOLVED -> giveBack(at);
        }
    }

    private Attempts tried() {
        if (attempts == null) {
            attempts = new Attempts();
        }
        return attempts;
    }

    /** A wrong password. */
    void refused(Instant at, long network, int mark) {
        tried().wrong(at, network, mark);
    }

    /** What was found stands against the account from now on. */
    void stand(List<Suspicion> found) {
        suspicions = Suspicion.joined(suspicions, found, context.config().riskLasts());
    }

    /** Something anomalous was sent while the account is under suspicion; the quiet time begins again. */
    void sendingAnomaly(Instant at) {
        lastAnomaly = later(lastAnomaly, at);
        lastBesidePlace = later(lastBesidePlace, at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Learns a message that nothing speaks against. */
    void sent(Message message, Shape shape) {
        sent().learn(message, shape);
        habits.use(message);
    }

    /**
     * Learns what was set aside when the quiet time has passed, or when the owner has moved. Not while something
     * critical stands against the account.
     */
    void settle(Instant at) {
        Duration quiet = context.config().quietTime();
        if (pending != null
                && (!lastAnomaly.plus(quiet).isAfter(at)
                        || pending.moved(at.minus(quiet.multipliedBy(2)), lastBesidePlace, lastTrusted))) {
            trust();
        }
    }

    /** An administrator says it was the owner: learns what was set aside, and nothing stands any more. */
    void trust() {
        if (pending != null) {
            adopt(pending, Set.of());
            pending = null;
        }
        suspicions = List.of();
        if (sends()) {
            sent().trust();
        }
    }

    /**
     * An administrator gives the account back to its owner: what was set aside and what was tried is forgotten, what
     * was sent of late counts for nothing, and nothing stands any more.
     */
    void giveBack(Instant at) {
        var unused = tried().forgive(at);
        tried().forgetReturned();
        pending = null;
        suspicions = List.of();
        if (sends()) {
            sent().forgetLatest();
        }
    }

    private void adopt(PendingLogins accepted, Set<Trait> except) {
        habits.addAll(accepted.habits(), except);
        rhythm().addAll(accepted.rhythm());
        accepted.last().ifPresent(where -> {
            experience(accepted.logins(), Decay.minute(where.at()), context.config());
            seen(where);
        });
    }

    /** Learns a login that nothing speaks against. */
    public void learn(Footprint footprint, Whereabouts where) {
        int minute = Decay.minute(where.at());
        experience(1, minute, context.config());
        habits.use(footprint, minute);
        rhythm().use(footprint.hour(), footprint.weekday(), minute, context.halfLifeMinutes());
        seen(where);
    }

    private void seen(Whereabouts where) {
        lastTrusted = lastTrusted == null || lastTrusted.second() <= where.second() ? where : lastTrusted;
    }

    /**
     * A login under suspicion: it waits.
     *
     * @param odd whether anything was found about it; the quiet time begins again then
     */
    void setAside(Footprint footprint, Whereabouts where, boolean odd) {
        if (odd) {
            lastAnomaly = later(lastAnomaly, where.at());
            if (suspicions.stream().anyMatch(one -> one.at().getEpochSecond() == where.second() && !one.ofMoving())) {
                lastBesidePlace = later(lastBesidePlace, where.at());
            }
        }
        if (pending == null) {
            pending = new PendingLogins(context.decay(), where.at());
        }
        pending.add(footprint, where, context.halfLifeMinutes());
    }
}
