package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.review.rules.RuleControls.RuleQuery;
import io.mailwarden.engine.review.rules.RuleControls.Wish;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.RuleStore.Usage;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RulesOfTwoNodesTest {

    private static final Wish WISH = new Wish("a trip", Optional.empty(), "carol");
    private static final Narrowing NIGERIA = new Narrowing(
            Optional.empty(), Optional.of("NG"), OptionalLong.empty(), Optional.empty(), Optional.empty());

    private final Nodes nodes = new Nodes();

    @BeforeEach
    void aliceIsKnown() {
        nodes.aliceIsKnown();
    }

    private LastingEngine node(int number) {
        return nodes.engine(number, Runnable::run);
    }

    private static SafeNetwork vouch(LastingEngine node, Scope scope) {
        return node.engine.rules().vouch(Network.parse("192.0.2.0/24"), scope, WISH);
    }

    private List<String> found(LastingEngine node, Spot spot) {
        Assessment assessment = node.engine.examine(nodes.login(Nodes.ALICE, spot, Outcome.ACCEPTED));
        return assessment.anomalies().stream().map(Anomaly::type).toList();
    }

    private static Usage usage(LastingEngine node) {
        return node.engine
                .rules()
                .safeNetworks(new RuleQuery(DomainFilter.ALL, Optional.empty(), Optional.empty(), Optional.empty(), 10))
                .items()
                .get(0)
                .usage();
    }

    @Test
    void aSafeNetworkOfAccountDomainOrEverybodyIsInForceOnTheOtherNode() {
        for (Scope scope : List.of(Scope.of(Nodes.ALICE), Scope.ofDomain("example.org"), Scope.EVERYBODY)) {
            try (LastingEngine one = node(2);
                    LastingEngine other = node(3)) {
                assertThat(found(other, LAGOS)).as("%s", scope).contains("new-country");
                SafeNetwork made = vouch(one, scope);
                one.store.flush();
                other.follow();
                assertThat(found(other, LAGOS)).as("%s", scope).isEmpty();

                assertThat(one.engine.rules().unvouch(made.id(), "carol")).isTrue();
                one.store.flush();
                other.follow();
                assertThat(found(other, LAGOS)).as("%s", scope).contains("new-country");
            }
        }
    }

    @Test
    void anExceptionIsInForceOnTheOtherNode() {
        try (LastingEngine one = node(2);
                LastingEngine other = node(3)) {
            var made = one.engine
                    .rules()
                    .except(
                            one.engine.rules().draft(Optional.of("new-country"), Scope.EVERYBODY, NIGERIA, WISH),
                            false);
            one.store.flush();
            other.follow();
            assertThat(found(other, LAGOS)).doesNotContain("new-country");

            assertThat(one.engine.rules().unexcept(made.rule().id(), "carol")).isTrue();
            one.store.flush();
            other.follow();
            nodes.clock.advance(Duration.ofHours(1));
            assertThat(found(other, new Spot(LAGOS.geo(), "100.99.7."))).contains("unusual-network");
        }
    }

    @Test
    void bothAreKnownAfterARestartAndWhatTheyDidIsAddedUp() {
        try (LastingEngine one = node(2)) {
            vouch(one, Scope.of(Nodes.ALICE));
            assertThat(found(one, LAGOS)).isEmpty();
        }
        nodes.clock.advance(Duration.ofDays(1));
        try (LastingEngine other = node(3)) {
            assertThat(found(other, LAGOS)).isEmpty();
            assertThat(usage(other)).isEqualTo(new Usage(2, Optional.of(nodes.clock.instant())));
        }
    }

    @Test
    void theLogMakesTheSameProfileOfWhatWasVouchedFor() {
        try (LastingEngine one = node(2)) {
            assertThat(found(one, LAGOS)).contains("new-country");
            SafeNetwork made = vouch(one, Scope.of(Nodes.ALICE));
            nodes.clock.advance(Duration.ofHours(1));
            assertThat(found(one, LAGOS)).isEmpty();
            assertThat(one.engine.rules().unvouch(made.id(), "carol")).isTrue();
            var unused = one.engine
                    .rules()
                    .except(
                            one.engine
                                    .rules()
                                    .draft(Optional.of("new-country"), Scope.of(Nodes.ALICE), Narrowing.NONE, WISH),
                            false);
            nodes.clock.advance(Duration.ofHours(1));
            var found = found(one, Spot.SYDNEY);
            assertThat(found).doesNotContain("new-country");

            one.store.flush();
            assertThat(one.profile(Nodes.ALICE).orElseThrow()).isEqualTo(one.folded(Nodes.ALICE));
        }
    }

    @Test
    void whatIsLearnedOfThePastIsNeitherExcusedNorCounted() {
        try (LastingEngine one = node(2)) {
            vouch(one, Scope.of(Nodes.ALICE));
            one.engine.learn(nodes.login(Nodes.ALICE, LAGOS, Outcome.ACCEPTED));

            assertThat(nodes.knows(one, Nodes.ALICE, LAGOS)).isFalse();
            assertThat(usage(one)).isEqualTo(Usage.NONE);
        }
    }
}
