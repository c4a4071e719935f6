package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.origin.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is normal for one account. Only what was not under suspicion is learned; the rest is set aside until the
 * incident is dismissed or a quiet time has passed.
 *
 * <p>Mutable and not thread-safe: whoever reads or changes it holds its monitor, as {@code Engine} does for the whole of
 * one event.
 */
public final class Profile {

    private static final int MOST_COUNTRIES = 32;
    private static final int MOST_NETWORKS = 64;
    private static final int MOST_CLIENTS = 16;
    private static final int MOST_FAILURES = 64;
    private static final int MOST_SUSPICIONS = 16;
    private static final int MOST_SET_ASIDE = 64;

    private final ProfileConfig config;
    private final Windows windows;

    private final RecentKeys<String> countries = new RecentKeys<>(MOST_COUNTRIES);
    private final RecentKeys<Network> networks = new RecentKeys<>(MOST_NETWORKS);
    private final RecentKeys<String> clients = new RecentKeys<>(MOST_CLIENTS);
    private final Failures failures = new Failures(MOST_FAILURES);
    private final ArrayDeque<Suspicion> suspicions = new ArrayDeque<>(0);
    private final ArrayDeque<Sighting> setAside = new ArrayDeque<>(0);
    private final SendingLog sending = new SendingLog();
    private final Peak messagePeak = new Peak();
    private final Peak freshPeak = new Peak();
    private final KnownRecipients recipients = new KnownRecipients();
    private final KnownRecipients recipientsSetAside = new KnownRecipients();

    private Optional<Instant> firstSeen = Optional.empty();
    private Optional<Instant> lastSeen = Optional.empty();
    private Optional<Sighting> lastTrusted = Optional.empty();
    private Instant lastAnomaly = Instant.EPOCH;
    private Instant lastBesidePlace = Instant.EPOCH;
    private Instant asideSince = Instant.EPOCH;
    private long learnedLogins;

    Profile(ProfileConfig config, Windows windows) {
        this.config = config;
        this.windows = windows;
    }

    // What is known, for detectors.

    /** Whether habit counts yet: enough logins over enough days, and no silence since that made them stale. */
    public boolean mature(Instant at) {
        return learnedLogins >= config.learningLogins()
                && firstSeen
                        .filter(first -> !first.plus(config.learningTime()).isAfter(at))
                        .isPresent()
                && lastSeen.filter(last -> !last.plus(config.forgetAfter()).isBefore(at))
                        .isPresent();
    }

    /** Whether the account normally logs in from that country. */
    public boolean knowsCountry(String country, Instant at) {
        return countries.knows(country, at, config.forgetAfter());
    }

    /** Whether the account normally logs in from that origin's network. */
    public boolean knowsNetwork(Origin origin, Instant at) {
        return origin.network()
                .filter(network -> networks.knows(network, at, config.forgetAfter()))
                .isPresent();
    }

    /** Where it was last seen without suspicion. */
    public Optional<Sighting> lastTrusted() {
        return lastTrusted;
    }

    /** Countries with counts of logins, most used first. */
    public List<Map.Entry<String, Long>> countries() {
        return countries.byCount();
    }

    /** Clients with counts of logins, most used first. */
    public List<Map.Entry<String, Long>> clients() {
        return clients.byCount();
    }

    /** Different wrong passwords in the window before that time, from anywhere. */
    public int wrongPasswords(Instant at, Duration window) {
        return failures.distinctMarks(at, window, network -> true);
    }

    /** Different wrong passwords in the window before that time, from one network. */
    public int wrongPasswords(Network from, Instant at, Duration window) {
        return failures.distinctMarks(at, window, from::equals);
    }

    /** The risk that its latest logins leave for what it sends at that time. */
    public Risk risk(Instant at) {
        List<Suspicion> standing = suspicions.stream()
                .filter(one -> !one.at().plus(config.riskLasts()).isBefore(at))
                .toList();
        return standing.isEmpty() ? Risk.NONE : Risk.of(standing);
    }

    /** Messages submitted in the burst window before that time. */
    public long messages(Instant at) {
        return sending.within(windows.messages(), at).messages();
    }

    /** Never-seen recipients in the fan-out window before that time. */
    public long freshRecipients(Instant at) {
        return sending.within(windows.fresh(), at).fresh();
    }

    /** The most messages in a burst window on an earlier day, fading. */
    public double usualMessages(Instant at) {
        return messagePeak.before(at);
    }

    /** The most never-seen recipients in a fan-out window on an earlier day, fading. */
    public double usualFreshRecipients(Instant at) {
        return freshPeak.before(at);
    }

    // What administrators see.

    /** Messages submitted in the last 24 hours. */
    public long messagesInDay(Instant at) {
        return sending.within(Duration.ofDays(1), at).messages();
    }

    /** Recipients of the messages of the last 24 hours, each message's counted. */
    public long recipientsInDay(Instant at) {
        return sending.within(Duration.ofDays(1), at).recipients();
    }

    /** Time of the first learned login. */
    public Optional<Instant> firstSeen() {
        return firstSeen;
    }

    /** How many logins made it. */
    public long learnedLogins() {
        return learnedLogins;
    }

    // What changes it, for the engine.

    /** A wrong password. */
    public void refused(Instant at, Origin origin, int mark) {
        failures.add(
                new Failures.Failure(at, origin.network().<Object>map(n -> n).orElse(""), mark));
    }

    /** A login that nothing speaks against. It is set aside while risk stands and its network is not known. */
    public void accepted(Sighting sighting) {
        boolean doubtful = risk(sighting.at()).stands() && !knowsNetwork(sighting.origin(), sighting.at());
        if (doubtful) {
            setAside(sighting);
        } else {
            learn(sighting);
        }
    }

    /** A login under suspicion. */
    public void suspected(Sighting sighting, List<Suspicion> found) {
        for (Suspicion one : found) {
            suspicions.removeIf(
                    old -> old.type().equals(one.type()) && old.at().isBefore(one.at()) && old.score() <= one.score());
            suspicions.addLast(one);
            if (suspicions.size() > MOST_SUSPICIONS) {
                suspicions.removeFirst();
            }
        }
        lastAnomaly = later(lastAnomaly, sighting.at());
        if (found.stream().anyMatch(one -> one.evidence() != Evidence.PLACE)) {
            lastBesidePlace = later(lastBesidePlace, sighting.at());
        }
        setAside(sighting);
    }

    /** Something anomalous was sent; the quiet time begins again. */
    public void sendingAnomaly(Instant at) {
        lastAnomaly = later(lastAnomaly, at);
        lastBesidePlace = later(lastBesidePlace, at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The client of a login told its name afterwards. */
    public void clientSeen(String family, Instant at) {
        if (!family.isEmpty() && !risk(at).stands()) {
            clients.use(family, at);
        }
    }

    /**
     * Counts a message before it is judged.
     *
     * @return how many of its recipients were never seen before
     */
    public int submitted(Instant at, List<String> to) {
        int fresh = 0;
        for (String recipient : to) {
            long hash = KnownRecipients.hash(recipient);
            if (!recipients.contains(hash) && recipientsSetAside.add(hash)) {
                fresh++;
            }
        }
        sending.add(at, to.size(), fresh);
        return fresh;
    }

    /** Learns a message that nothing speaks against. */
    public void sent(Instant at, List<String> to) {
        to.forEach(recipient -> recipients.add(KnownRecipients.hash(recipient)));
        recipientsSetAside.clear();
        messagePeak.learn(messages(at), at);
        freshPeak.learn(freshRecipients(at), at);
    }

    /**
     * Learns what was set aside when the quiet time has passed, or when the owner has moved. Not while something critical
     * stands against the account.
     */
    public void settle(Instant at) {
        if (!setAside.isEmpty() && (!lastAnomaly.plus(config.quietTime()).isAfter(at) || moved(at))) {
            trust();
        }
    }

    // Whoever moves raises an anomaly with every login and never has a quiet time. Unlike a thief he is no longer seen
    // at
    // home: for twice the quiet time the account was used from the new place alone, and nothing but the place was odd.
    private boolean moved(Instant at) {
        Instant longAgo = at.minus(config.quietTime().multipliedBy(2));
        return !asideSince.isAfter(longAgo)
                && !lastBesidePlace.isAfter(longAgo)
                && lastSeen.filter(last -> last.isAfter(longAgo)).isEmpty();
    }

    /** An administrator says it was the owner: learns what was set aside, and nothing stands any more. */
    public void trust() {
        new ArrayList<>(setAside).forEach(this::learn);
        setAside.clear();
        suspicions.clear();
        recipients.and(recipientsSetAside);
        recipientsSetAside.clear();
    }

    private void learn(Sighting sighting) {
        Instant at = sighting.at();
        if (lastSeen.filter(last -> last.plus(config.forgetAfter()).isBefore(at))
                .isPresent()) {
            // After a long silence it learns anew.
            firstSeen = Optional.empty();
            learnedLogins = 0;
        }
        learnedLogins++;
        firstSeen = firstSeen.filter(first -> !first.isAfter(at)).or(() -> Optional.of(at));
        sighting.origin().network().ifPresent(network -> networks.use(network, at));
        sighting.origin().country().ifPresent(country -> countries.use(country, at));
        if (sighting.client().isKnown()) {
            clients.use(sighting.client().family(), at);
        }
        if (lastSeen.filter(last -> last.isAfter(at)).isEmpty()) {
            lastSeen = Optional.of(at);
            lastTrusted = Optional.of(sighting);
        }
    }

    private void setAside(Sighting sighting) {
        if (setAside.isEmpty()) {
            asideSince = sighting.at();
        }
        setAside.addLast(sighting);
        if (setAside.size() > MOST_SET_ASIDE) {
            setAside.removeFirst();
        }
    }
}
