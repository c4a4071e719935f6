package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.organisation.OrganisationConfig;
import io.mailwarden.engine.profile.organisation.OrganisationConfig.DomainGroups;
import io.mailwarden.engine.profile.organisation.OrganisationContext;
import io.mailwarden.engine.profile.organisation.Organisations;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells organisations what their accounts do, as the engine does. */
public record Teacher(Organisations organisations) {

    /** With the shipped settings: each domain by itself. */
    public static OrganisationContext shipped() {
        return new OrganisationContext(DomainGroups.NONE, Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(30));
    }

    /** With these groups of domains. */
    public static OrganisationContext grouped(List<List<String>> groups) {
        return new OrganisationContext(
                new DomainGroups(new OrganisationConfig(groups)),
                Duration.ofDays(30),
                Duration.ofDays(7),
                Duration.ofDays(30));
    }

    /** Of organisations of which nothing is known. */
    public static Teacher ofNone() {
        return new Teacher(new Organisations(shipped()));
    }

    /** It logs in from there, so often, and nothing is odd. */
    public void logsIn(Account account, Origin from, Instant at, int times) {
        for (int i = 0; i < times; i++) {
            Login login = login(account, from, at, 7);
            organisations.conclude(login, Footprint.of(login, from), outcome(Learning.LEARNED));
        }
    }

    /** A wrong password for it. */
    public void fails(Account account, Origin from, Instant at, int mark) {
        Login login = login(account, from, at, mark);
        organisations.conclude(login, Footprint.of(login, from), outcome(Learning.NOTHING));
    }

    /** It gets in from where it never did. */
    public void arrives(Account account, Origin from, Instant at) {
        Login login = login(account, from, at, 7);
        organisations.begin(login, Footprint.of(login, from), true);
    }

    private static Login login(Account account, Origin from, Instant at, int mark) {
        Optional<Login.Source> source = from.address()
                .map(address -> new Login.Source(address, Facts.THUNDERBIRD, true, "session", Optional.empty()));
        return new Login(
                at,
                account,
                Protocol.IMAP,
                Outcome.ACCEPTED,
                source,
                new Login.Secret(OptionalInt.of(mark), Optional.empty()));
    }

    /** It sends that, and nothing is odd. */
    public void sends(Message message, List<String> links) {
        organisations.begin(message);
        organisations.conclude(message, links, outcome(Learning.LEARNED));
    }

    /** Alice links to that. */
    public void links(Instant at, List<String> links) {
        organisations.conclude(Facts.message(at, List.of()), links, outcome(Learning.LEARNED));
    }

    /** Another account sends something that deviates so. */
    public void deviates(Account account, Instant at, Deviations deviations) {
        Message message = new Message(
                at, account, Optional.empty(), Optional.empty(), List.of("x@y.example"), Message.Content.UNREADABLE);
        organisations.begin(message);
        organisations.conclude(
                message,
                List.of(),
                new EventOutcome(
                        "allow",
                        List.of(),
                        Learning.LEARNED,
                        EnumSet.noneOf(Mark.class),
                        0,
                        0,
                        Optional.of(deviations)));
    }

    /** Phishing comes in for it. */
    public void getsPhishing(Account account, Address from, Instant at) {
        organisations.begin(new PhishingReceived(at, account, from));
    }

    private static EventOutcome outcome(Learning learning) {
        return EventOutcome.of("allow", List.of(), learning, EnumSet.noneOf(Mark.class));
    }
}
