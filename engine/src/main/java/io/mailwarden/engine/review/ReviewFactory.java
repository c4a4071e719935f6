package io.mailwarden.engine.review;

import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.response.OwnActions;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.review.owner.OwnerLock;
import io.mailwarden.engine.review.rules.LiveRuleControls;
import io.mailwarden.engine.review.rules.RuleControls;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.verdict.Modes;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes what administrators work with, {@link Review} and {@link Controls}, of the parts of an engine. */
public final class ReviewFactory {

    /**
     * What an engine knows.
     *
     * @param profiles of accounts and the organisation
     * @param log of events
     * @param origins of addresses
     * @param rules what administrators do not want raised
     * @param alarms of the engine itself
     */
    public record Knowledge(
            Profiles profiles, EventLog log, OriginLookup origins, LiveRuleControls.InForce rules, Alarms alarms) {}

    /**
     * What is done about incidents.
     *
     * @param own what the engine does by itself
     * @param records of what was done
     * @param modes how far it goes
     */
    public record Answers(OwnActions own, ResponseRecordStore records, Supplier<Modes> modes) {

        private Incidents incidents() {
            return own.incidents();
        }
    }

    private final Knowledge known;
    private final Answers answers;
    private final EventCounters counters;
    private final AccountLog log;
    private final Decisions decisions;
    private final Supplier<IncidentConfig> opensAt;
    private final Clock clock;

    /**
     * Of these parts.
     *
     * @param opensAt what opens an incident by itself was the attacker's
     */
    public ReviewFactory(
            Knowledge known, Answers answers, EventCounters counters, Supplier<IncidentConfig> opensAt, Clock clock) {
        this.known = known;
        this.answers = answers;
        this.counters = counters;
        this.opensAt = opensAt;
        this.clock = clock;
        log = new AccountLog(known.profiles(), known.log());
        AttackerAddresses attackers = new AttackerAddresses(
                log, known.profiles(), known.origins(), known.rules().safeNetworks(), opensAt);
        decisions =
                new Decisions(answers.incidents(), answers.own().blocks(), answers.records(), log, attackers, clock);
    }

    /** What they see, with that held mail, and the alerts that such a search finds. */
    public Review review(HeldMail held, Function<AlertQuery, Page<AlertRow>> alerts) {
        PendingWork pending = new PendingWork(answers.incidents(), answers.own().blocks(), held);
        SystemState state = new SystemState(known.profiles(), known.origins(), known.log(), known.alarms());
        Overviews overviews = new Overviews(answers.modes(), counters, pending, state);
        AccountReports accounts = new AccountReports(log, known.profiles(), answers.incidents(), clock);
        return new LiveReview(overviews, accounts, answers.incidents(), decisions, held, alerts);
    }

    /** What they do not want raised. */
    public RuleControls rules() {
        return new LiveRuleControls(known.rules(), answers.incidents(), opensAt, log, decisions::dismissOpen, clock);
    }

    /** What an account's owner may set. */
    public OwnerLock ownerLock() {
        return new OwnerLock(answers.own(), answers.records(), known.profiles(), clock);
    }

    /** What they set. */
    public Controls controls() {
        return new LiveControls(
                new BlockControl(answers.own().blocks(), decisions, clock),
                new SessionControl(answers.own().sessions()),
                answers.modes(),
                answers.records());
    }
}
