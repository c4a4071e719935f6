package io.mailwarden.engine.review.rules;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.SafeNetworks;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PageCursor;
import io.mailwarden.engine.support.Rule;
import io.mailwarden.engine.support.RuleStore.KeptRule;
import io.mailwarden.engine.support.RuleStore.Usage;
import io.mailwarden.engine.verdict.ExceptionFields;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import io.mailwarden.engine.verdict.ExceptionRules;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of a running engine. */
public final class LiveRuleControls implements RuleControls {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveRuleControls.class);
    private static final String OF_FILE = "file:";

    /**
     * The rules, as they are in force.
     *
     * @param configured the safe networks of the configuration
     */
    public record InForce(SafeNetworks safeNetworks, ExceptionRules exceptions, List<Network> configured) {

        public InForce {
            configured = List.copyOf(configured);
        }
    }

    private final InForce rules;
    private final PastIncidents past;
    private final Proposals proposals;
    private final BiPredicate<Incident, String> dismissal;
    private final Clock clock;

    /**
     * Over these.
     *
     * @param opensAt what opens an incident
     * @param events what the log has of accounts
     * @param dismissal dismisses an open incident, for a reason; false when it cannot be, or more was found since
     */
    public LiveRuleControls(
            InForce rules,
            Incidents incidents,
            Supplier<IncidentConfig> opensAt,
            PastEvents events,
            BiPredicate<Incident, String> dismissal,
            Clock clock) {
        this.rules = rules;
        past = new PastIncidents(incidents, opensAt, events);
        proposals = new Proposals(events);
        this.dismissal = dismissal;
        this.clock = clock;
    }

    @Override
    public Page<KeptRule<SafeNetwork>> safeNetworks(RuleQuery query) {
        Stream<KeptRule<SafeNetwork>> configured =
                rules.configured().stream().map(network -> new KeptRule<>(ofFile(network), Usage.NONE));
        return page(
                Stream.concat(rules.safeNetworks().kept().stream(), configured)
                        .filter(kept -> query.wants(kept.rule().scope())),
                query);
    }

    private static SafeNetwork ofFile(Network network) {
        return new SafeNetwork(
                OF_FILE + network,
                network,
                Scope.EVERYBODY,
                "origin.safe-networks",
                FILE,
                Instant.EPOCH,
                Optional.empty());
    }

    private static <T extends Rule> Page<KeptRule<T>> page(Stream<KeptRule<T>> fitting, RuleQuery query) {
        return Page.newestFirst(
                fitting,
                kept -> new PageCursor(kept.rule().createdAt(), kept.rule().id()),
                query.cursor(),
                query.limit());
    }

    @Override
    public SafeNetwork vouch(Network network, Scope scope, Wish wish) {
        SafeNetwork made =
                new SafeNetwork(newId(), network, scope, wish.why(), wish.by(), clock.instant(), wish.expires());
        rules.safeNetworks().add(made);
        LOGGER.info(
                "safe network {} {} for {} until={} by={}: {}",
                made.id(),
                network,
                scope.words(),
                until(made),
                made.createdBy(),
                made.description());
        return made;
    }

    @Override
    public boolean unvouch(String id, String by) {
        Optional<SafeNetwork> removed = rules.safeNetworks().remove(id);
        removed.ifPresent(one -> LOGGER.info(
                "safe network {} {} for {} taken back by={}",
                id,
                one.network(),
                one.scope().words(),
                by));
        return removed.isPresent();
    }

    @Override
    public Page<KeptRule<ExceptionRule>> exceptions(RuleQuery query) {
        return page(
                rules.exceptions().kept().stream()
                        .filter(kept -> query.wants(kept.rule().scope())),
                query);
    }

    @Override
    public ExceptionRule draft(Optional<String> type, Scope scope, Narrowing narrowing, Wish wish) {
        ExceptionRule rule = new ExceptionRule(
                newId(), type, scope, narrowing, wish.why(), wish.by(), clock.instant(), wish.expires());
        ExceptionFields.require(rule);
        return rule;
    }

    @Override
    public List<Incident> explains(ExceptionRule draft) {
        return past.explainedBy(draft);
    }

    @Override
    public MadeException except(ExceptionRule draft, boolean applyToPast) {
        rules.exceptions().add(draft);
        LOGGER.info(
                "exception {} type={} for {} {} until={} by={}: {}",
                draft.id(),
                draft.type().orElse("any"),
                draft.scope().words(),
                draft.narrowing().fields(),
                until(draft),
                draft.createdBy(),
                draft.comment());
        return new MadeException(draft, applyToPast ? dismissed(draft) : List.of());
    }

    private List<Incident> dismissed(ExceptionRule rule) {
        String why = "dismissed by exception " + rule.id() + " of " + rule.createdBy() + ": " + rule.comment();
        return past.explainedBy(rule).stream()
                .filter(incident -> dismissal.test(incident, why))
                .toList();
    }

    @Override
    public boolean unexcept(String id, String by) {
        Optional<ExceptionRule> removed = rules.exceptions().remove(id);
        removed.ifPresent(one -> LOGGER.info(
                "exception {} for {} taken back by={}", id, one.scope().words(), by));
        return removed.isPresent();
    }

    @Override
    public List<FindingProposals> proposals(Incident incident) {
        return proposals.of(incident);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static String until(Rule rule) {
        return rule.expires().map(Instant::toString).orElse("taken back");
    }
}
