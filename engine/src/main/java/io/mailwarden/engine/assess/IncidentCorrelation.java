package io.mailwarden.engine.assess;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.sending.SendingDetectors;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.verdict.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Joins what was found in one event with what stands against its account, and with the account's incident. Thread-safe.
 */
public final class IncidentCorrelation {

    /** Of an event in which nothing was found, and on which nothing bears. */
    static final Correlation NOTHING = new Correlation(List.of(), List.of(), List.of(), List.of(), "", false, false);

    // Between two messages of one campaign: whoever has somebody's account does not wait. The one honest second link in
    // 145 000 messages of the bench came after two and a half hours.
    private static final Duration CAMPAIGN = Duration.ofHours(1);

    private final Takeover takeover;
    private final Incidents incidents;
    private final IncidentConfig config;

    /** With these incidents, which open by these limits. */
    public IncidentCorrelation(Takeover takeover, Incidents incidents, IncidentConfig config) {
        this.takeover = takeover;
        this.incidents = incidents;
        this.config = config;
    }

    /** Over the same incidents, by other limits. */
    IncidentCorrelation by(Takeover otherTakeover, IncidentConfig otherConfig) {
        return new IncidentCorrelation(otherTakeover, incidents, otherConfig);
    }

    /** The first mark of an event: settled, as long as nothing critical stands against its account. */
    EnumSet<Mark> settled(Event event) {
        return incidents.doubts(event.account(), event.at()) ? EnumSet.noneOf(Mark.class) : EnumSet.of(Mark.SETTLED);
    }

    /** What was found, and the joined anomaly when it comes to one. */
    List<Anomaly> joined(List<Anomaly> found, List<Suspicion> standing, Instant at) {
        Optional<Anomaly> joined = takeover.join(found, standing, at);
        if (joined.isEmpty()) {
            return found;
        }
        List<Anomaly> all = new ArrayList<>(found);
        all.add(joined.get());
        return all;
    }

    /**
     * What was found in the event, together with what stands against its account.
     *
     * @param origin from where it came
     * @param about key of what it is found about: the network of a login, where a message links to; 0 for none
     */
    Correlation of(Event event, Origin origin, long about, Findings findings, Profile profile) {
        List<Anomaly> found = findings.raised();
        List<Suspicion> suspicions = suspicions(findings.standing(), event.at(), about);
        List<Suspicion> standing = profile.standing(suspicions, event.at());
        boolean suspected = suspects(event.account(), event.at(), standing);
        boolean noted = !found.isEmpty() && (suspected || Risk.of(standing).score() >= config.opensAt());
        return new Correlation(found, findings.excuses(), suspicions, standing, origin.shortly(), suspected, noted);
    }

    static List<Suspicion> suspicions(List<Anomaly> found, Instant at, long about) {
        return found.isEmpty()
                ? List.of()
                : found.stream().map(anomaly -> anomaly.since(at, about)).toList();
    }

    // Whether the account is under suspicion: somebody is inside by its open incident, or what stands and was found
    // makes one. What others can bring about does not: else an outsider would keep owners from being learned.
    boolean suspects(Account account, Instant at, List<Suspicion> standing) {
        return incidents.current(account, at).flatMap(Incident::inside).isPresent()
                || Risk.of(Suspicion.unforgeable(standing)).score() >= config.opensAt();
    }

    /**
     * Whether either stream alone would open an incident.
     *
     * @param login what stands against the logins behind what is sent
     * @param against all that stands against the account
     */
    boolean suspectsBoth(Risk login, List<Suspicion> against) {
        return login.score() >= config.opensAt()
                && Risk.of(against).of(Stream.SENDING).score() >= config.opensAt();
    }

    /**
     * Whether it is another message that links to where nobody here linked before, while the logins behind it are
     * suspected: fraud reads like its owner's mail, to people whom he knows, and only its link is news. One such link
     * an honest traveller sends, too, and another one some hours later; the same again, or the next within the hour, is
     * how a campaign looks.
     *
     * @param before what stood against the account before the message
     */
    boolean suspectsLink(Risk login, List<Suspicion> before, Correlation now) {
        if (login.score() < config.opensAt()) {
            return false;
        }
        return now.suspicions().stream().filter(IncidentCorrelation::ofLink).anyMatch(one -> before.stream()
                .filter(IncidentCorrelation::ofLink)
                .anyMatch(old -> goesOn(old, one)));
    }

    private static boolean ofLink(Suspicion one) {
        return one.type().equals(SendingDetectors.NEW_LINK);
    }

    // Of what was found before the link was noted only the time is known.
    private static boolean goesOn(Suspicion old, Suspicion current) {
        return old.network() == current.network() || !old.at().plus(CAMPAIGN).isBefore(current.at());
    }

    /**
     * Whether a login must wait before it is learned: else its network would be the account's home, and what is sent
     * from there the owner's, before the signs against it are weighed with that.
     */
    boolean waits(List<Suspicion> standing, boolean suspected) {
        return suspected || takeover.weighs(standing);
    }

    /** The incident of the event's account that is open or confirmed. */
    Optional<Incident> current(Event event) {
        return incidents.current(event.account(), event.at());
    }

    /**
     * The account's incident with what was found added, when it belongs into one.
     *
     * @param rejected whether the event was a login that was denied
     */
    Optional<Incident> file(Event event, Correlation correlation, boolean rejected) {
        return correlation.noted()
                ? Optional.of(incidents.found(event.account(), correlation.signs(event.at(), rejected)))
                : Optional.empty();
    }

    /** The incident with one more message that was held or passed. */
    Incident counted(Incident incident, boolean held, Instant at) {
        if (held) {
            return incidents.held(incident, at);
        }
        incidents.passed(incident);
        return incident;
    }
}
