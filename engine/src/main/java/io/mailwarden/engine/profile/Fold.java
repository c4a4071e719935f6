package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.Shape;

/** Has a profile learn from an entry of the log what it learned, or would have learned, when the event was assessed. */
record Fold(Profile profile) implements LogEntry.Visitor<Boolean> {

    /** Number of the rules by which entries become profiles: another one whenever they change. */
    static final int RULES = 3;

    /** Callers hold the profile's monitor. What is folded into it already does nothing. */
    static void into(Profile profile, LoggedEntry logged) {
        if (profile.positions().covers(logged.node(), logged.sequence())) {
            return;
        }
        boolean concerns = logged.entry().accept(new Fold(profile));
        if (concerns) {
            profile.logged(logged.node(), logged.sequence());
        }
    }

    @Override
    public Boolean assessed(EventAssessed assessed) {
        return assessed.event().accept(new ProfileStep(profile, assessed.origin(), assessed.outcome()));
    }

    @Override
    public Boolean reviewed(Reviewed reviewed) {
        profile.reviewed(reviewed.decision(), reviewed.at());
        return true;
    }

    // Says nothing about the account.
    @Override
    public Boolean invalidated(CacheInvalidation invalidation) {
        return false;
    }

    private record ProfileStep(Profile profile, Origin origin, EventOutcome outcome) implements Event.Visitor<Boolean> {

        @Override
        public Boolean login(Login login) {
            profile.begin(login, settled());
            profile.conclude(login, origin, Footprint.of(login, origin), outcome);
            return true;
        }

        @Override
        public Boolean message(Message message) {
            Novelty novelty = profile.begin(message, settled(), fresh -> outcome.acquaintances());
            profile.conclude(message, Shape.of(message, novelty, outcome.newLinks()), outcome);
            return true;
        }

        @Override
        public Boolean clientSeen(ClientSeen seen) {
            profile.begin(seen, settled());
            profile.conclude(seen, Footprint.of(seen.at(), Origin.UNKNOWN, seen.client()), outcome);
            return true;
        }

        @Override
        public Boolean deliveryReport(DeliveryReport report) {
            profile.begin(report, settled());
            profile.conclude(report.at(), outcome);
            return true;
        }

        // Says nothing about the account.
        @Override
        public Boolean phishingReceived(PhishingReceived phishing) {
            return false;
        }

        private boolean settled() {
            return outcome.has(Mark.SETTLED);
        }
    }
}
