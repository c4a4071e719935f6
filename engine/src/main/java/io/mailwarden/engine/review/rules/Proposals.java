package io.mailwarden.engine.review.rules;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.review.rules.RuleControls.FindingProposals;
import io.mailwarden.engine.review.rules.RuleControls.Proposal;
import io.mailwarden.engine.support.MailAddress;
import io.mailwarden.engine.verdict.ExceptionFields;
import io.mailwarden.engine.verdict.ExceptionRule.Field;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import io.mailwarden.engine.verdict.Takeover;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proposes exceptions that fit the findings of an incident, each for its account alone, the narrowest first. For what
 * was joined there is none: what it was joined of has its own. Thread-safe; may wait for the store.
 */
final class Proposals {

    // Whoever comes from more places is no case for an exception by place.
    private static final int MOST_PLACES = 3;

    private final PastEvents past;

    Proposals(PastEvents past) {
        this.past = past;
    }

    List<FindingProposals> of(Incident incident) {
        Instant first = incident.findings().stream()
                .map(Finding::first)
                .min(Instant::compareTo)
                .orElse(incident.opened())
                .minus(PastIncidents.ROUNDING);
        List<EventAssessed> log = Stream.concat(
                        past.latest(incident.account()).stream(), past.messages(incident.account(), first).stream())
                .toList();
        return incident.findings().stream()
                .map(finding -> new FindingProposals(
                        finding.gravest().type(),
                        finding.gravest().type().equals(Takeover.TYPE)
                                ? List.of()
                                : of(finding, incident.account(), behind(finding, log))))
                .toList();
    }

    private static List<Subject> behind(Finding finding, List<EventAssessed> log) {
        return log.stream()
                .filter(entry -> entry.outcome().found().stream()
                        .anyMatch(one -> one.type().equals(finding.gravest().type())))
                .map(Told::of)
                .toList();
    }

    private static List<Subject> places(List<Subject> events) {
        return events.stream()
                .collect(Collectors.toMap(
                        subject -> List.of(
                                subject.origin().network(), subject.client().family()),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new))
                .values()
                .stream()
                .limit(MOST_PLACES)
                .toList();
    }

    private static List<Proposal> of(Finding finding, Account account, List<Subject> events) {
        String type = finding.gravest().type();
        Set<Field> fitting = ExceptionFields.of(type);
        Maker maker = new Maker(type, Scope.of(account));
        List<Proposal> all = new ArrayList<>();
        if (fitting.contains(Field.RECIPIENT)) {
            goal(events).map(maker::recipient).ifPresent(all::add);
        }
        for (Subject event : places(events)) {
            if (finding.gravest().evidence().contains(Evidence.PLACE)) {
                maker.access(event).ifPresent(all::add);
            }
            if (fitting.contains(Field.CLIENT)
                    && finding.gravest().evidence().equals(Set.of(Evidence.CLIENT))
                    && event.client().isKnown()) {
                all.add(maker.client(event.client()));
            }
            if (fitting.contains(Field.NETWORK)) {
                all.addAll(maker.places(event.origin()));
            }
        }
        all.add(maker.typeAlone());
        return all.stream().distinct().toList();
    }

    // Where all of it went: one address, or one domain.
    private static Optional<String> goal(List<Subject> messages) {
        List<String> all = messages.stream()
                .flatMap(message -> message.recipients().stream())
                .map(address -> address.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        List<String> domains = all.stream().map(MailAddress::domain).distinct().toList();
        return domains.size() == 1 && !domains.get(0).isEmpty()
                ? Optional.of(all.size() == 1 ? all.get(0) : "@" + domains.get(0))
                : Optional.empty();
    }

    /** Makes proposals about one type for one scope. */
    private record Maker(String type, Scope scope) {

        private Optional<Proposal> access(Subject event) {
            return event.origin()
                    .address()
                    .flatMap(address ->
                            ThirdPartyAccess.known(address, event.origin().asn()))
                    .map(access -> new Proposal(
                            "This is a CRM or mail fetcher that the user set up (" + access.name() + ", "
                                    + access.what() + "): raise nothing about place and program of "
                                    + scope.words() + " at " + access.where() + naming(event.client()),
                            Optional.empty(),
                            scope,
                            new Narrowing(
                                    access.network(),
                                    Optional.empty(),
                                    access.network().isPresent()
                                            ? OptionalLong.empty()
                                            : event.origin().asn(),
                                    named(event.client()),
                                    Optional.empty()),
                            access.name() + ", set up by the user"));
        }

        private static Optional<String> named(Client client) {
            return Optional.of(client.family()).filter(family -> !family.isEmpty());
        }

        private static String naming(Client client) {
            return client.isKnown() ? " with " + client.family() : "";
        }

        private Proposal client(Client client) {
            return made(
                    "the program " + client.family(),
                    new Narrowing(
                            Optional.empty(), Optional.empty(), OptionalLong.empty(), named(client), Optional.empty()));
        }

        private Proposal recipient(String goal) {
            return made(
                    "mail to " + goal,
                    new Narrowing(
                            Optional.empty(),
                            Optional.empty(),
                            OptionalLong.empty(),
                            Optional.empty(),
                            Optional.of(goal)));
        }

        private List<Proposal> places(Origin origin) {
            List<Proposal> places = new ArrayList<>();
            origin.network().ifPresent(network -> places.add(made("the network " + network, place(network))));
            if (origin.asn().isPresent()) {
                places.add(made(
                        "the provider " + origin.provider(),
                        new Narrowing(
                                Optional.empty(), Optional.empty(), origin.asn(), Optional.empty(), Optional.empty())));
            }
            origin.country()
                    .filter(code -> code.matches("[A-Z]{2}"))
                    .ifPresent(country -> places.add(made(
                            "the country " + country,
                            new Narrowing(
                                    Optional.empty(),
                                    Optional.of(country),
                                    OptionalLong.empty(),
                                    Optional.empty(),
                                    Optional.empty()))));
            return places;
        }

        private static Narrowing place(Network network) {
            return new Narrowing(
                    Optional.of(network), Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
        }

        private Proposal made(String what, Narrowing narrowing) {
            return new Proposal(
                    "Do not raise " + type + " about " + what + " for " + scope.words(),
                    Optional.of(type),
                    scope,
                    narrowing,
                    "");
        }

        private Proposal typeAlone() {
            return new Proposal(
                    "Do not raise " + type + " for " + scope.words() + " at all",
                    Optional.of(type),
                    scope,
                    Narrowing.NONE,
                    "");
        }
    }
}
