package io.mailwarden.engine;

import io.mailwarden.engine.detect.Detectors;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.Judgement;
import io.mailwarden.engine.profile.Judgement.Learning;
import io.mailwarden.engine.profile.Judgement.Mark;
import io.mailwarden.engine.profile.LogEntry.Judged;
import io.mailwarden.engine.profile.Organisation;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The judges of all kinds of events. Callers hold the profile's monitor. Thread-safe. */
final class Judges {

    private final Organisation organisation;
    private final Ledger ledger;
    private final LoginJudge logins;
    private final MessageJudge messages;
    private final ReportJudge reports;

    Judges(Organisation organisation, Detectors detectors, Policy policy, Casework casework, Ledger ledger) {
        this.organisation = organisation;
        this.ledger = ledger;
        logins = new LoginJudge(organisation, detectors, policy, casework, ledger);
        messages = new MessageJudge(organisation, detectors, policy, casework, ledger);
        reports = new ReportJudge(organisation, detectors, casework, ledger);
    }

    /**
     * Judges an event of the profile's account, has the profile learn from it, and writes what came of it into the log.
     *
     * @param given the verdict, when it had to be given before the profile was in memory
     */
    Assessment judge(Event event, Origin origin, Profile profile, Optional<Verdict> given) {
        return event.accept(new Case(logins, messages, reports, new Facts(origin, profile, given)));
    }

    private record Facts(Origin origin, Profile profile, Optional<Verdict> given) {}

    private record Case(LoginJudge logins, MessageJudge messages, ReportJudge reports, Facts facts)
            implements Event.Visitor<Assessment> {

        @Override
        public Assessment login(Login login) {
            return logins.judge(login, facts.origin(), facts.profile(), facts.given());
        }

        @Override
        public Assessment message(Message message) {
            return messages.judge(message, facts.origin(), facts.profile(), facts.given());
        }

        @Override
        public Assessment clientSeen(ClientSeen seen) {
            return seen.client().isKnown() ? logins.clientSeen(seen, facts.profile()) : Assessment.NOTHING;
        }

        @Override
        public Assessment deliveryReport(DeliveryReport report) {
            return reports.judge(report, facts.profile());
        }

        // It is about an address, and comes to no judge.
        @Override
        public Assessment phishingReceived(PhishingReceived phishing) {
            return Assessment.NOTHING;
        }
    }

    /**
     * Answers an event whose profile cannot be had, now or later, as one of a new account. Whether it is normal nobody can
     * tell: it is set aside.
     *
     * @param given the verdict, when it stands already
     */
    Assessment withoutProfile(Event event, Origin origin, Profile blank, Optional<Verdict> given) {
        Verdict verdict = given.orElseGet(() -> preview(event, origin, blank));
        Optional<Login> login = event.login();
        if (login.isPresent() || event.sends()) {
            boolean letIn = login.filter(Login::accepted).isPresent();
            Learning learning = letIn ? Learning.ODD : Learning.NOTHING;
            Event came = letIn && verdict.denies() ? login.get().blocked() : event;
            Judged judged = new Judged(
                    came, origin, Judgement.of(verdict.label(), List.of(), learning, EnumSet.noneOf(Mark.class)));
            organisation.fold(judged);
            ledger.log().append(judged);
        }
        return new Assessment(verdict, List.of(), Optional.empty());
    }

    /** The verdict on an event of an account of which nothing is known; nothing is learned from it. */
    Verdict preview(Event event, Origin origin, Profile blank) {
        return event.login().map(login -> logins.preview(login, origin, blank)).orElse(Verdict.ALLOW);
    }
}
