package io.mailwarden.engine;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static io.mailwarden.engine.fixtures.Spot.STOCKHOLM;
import static io.mailwarden.engine.fixtures.Spot.SYDNEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.review.rules.RuleControls.FindingProposals;
import io.mailwarden.engine.review.rules.RuleControls.MadeException;
import io.mailwarden.engine.review.rules.RuleControls.RuleQuery;
import io.mailwarden.engine.review.rules.RuleControls.Wish;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.RuleStore.Usage;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExceptionTest {

    private static final Scope ALICE = Scope.of(new Account("alice@example.org"));
    private static final Client CRM = new Client("HubSpot", "1.0", "");

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    private Scenario atHome() {
        return story.usually(OSLO, OSLO_OFFICE).logsIn(OSLO);
    }

    private MadeException except(String type, Scope scope, Narrowing narrowing) {
        return except(Optional.of(type), scope, narrowing, false, Optional.empty());
    }

    private MadeException except(
            Optional<String> type, Scope scope, Narrowing narrowing, boolean past, Optional<Instant> expires) {
        return story.engine()
                .rules()
                .except(
                        story.engine().rules().draft(type, scope, narrowing, new Wish("why not", expires, "carol")),
                        past);
    }

    static Narrowing network(Spot spot) {
        return new Narrowing(
                Optional.of(Network.parse(spot.prefix() + "0/24")),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Narrowing country(String country) {
        return new Narrowing(
                Optional.empty(), Optional.of(country), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    private static Narrowing client(String client) {
        return new Narrowing(
                Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.of(client), Optional.empty());
    }

    static Narrowing recipient(String recipient) {
        return new Narrowing(
                Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.of(recipient));
    }

    private Usage usage() {
        return story.engine()
                .rules()
                .exceptions(new RuleQuery(DomainFilter.ALL, Optional.empty(), Optional.empty(), Optional.empty(), 10))
                .items()
                .get(0)
                .usage();
    }

    private List<String> types() {
        return story.anomalies().stream().map(Anomaly::type).distinct().toList();
    }

    @Test
    void anExcusedTypeIsNotRaisedAndIsCounted() {
        atHome();
        except("new-country", ALICE, Narrowing.NONE);
        story.after(Duration.ofHours(3)).logsIn(LAGOS);

        assertThat(types()).contains("unusual-network", "impossible-travel").doesNotContain("new-country");
        assertThat(usage()).isEqualTo(Usage.once(story.now()));
    }

    @Test
    void anExceptionByPlaceExcusesAllThatIsStrangeAboutThePlace() {
        atHome();
        except(Optional.empty(), ALICE, country("NG"), false, Optional.empty());
        story.after(Duration.ofHours(3)).logsIn(LAGOS).expectNothing();
        story.after(Duration.ofHours(3)).logsIn(SYDNEY);

        assertThat(types()).contains("new-country");
    }

    @Test
    void allThatItNamesMustFit() {
        atHome();
        except(
                Optional.empty(),
                ALICE,
                new Narrowing(
                        network(LAGOS).network(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.of("HubSpot"),
                        Optional.empty()),
                false,
                Optional.empty());
        story.after(Duration.ofDays(1)).uses(CRM).logsIn(LAGOS);
        assertThat(types()).doesNotContain("new-country", "new-client", "unusual-network");

        story.after(Duration.ofHours(1))
                .uses(new Client("Sendinblue", "1.0", ""))
                .logsIn(LAGOS);
        assertThat(types()).contains("new-country");
    }

    @Test
    void aClientExcusesFindingsAboutClientsOnly() {
        atHome();
        except("new-client", ALICE, client("hubspot"));
        story.after(Duration.ofDays(1)).uses(CRM).logsIn(STOCKHOLM);

        assertThat(types()).contains("new-country").doesNotContain("new-client");
    }

    @Test
    void aThiefWhoGivesTheNameOfAnExcusedClientIsFoundByHisPlace() {
        atHome();
        except(Optional.empty(), ALICE, client("HubSpot"), false, Optional.empty());
        story.after(Duration.ofMinutes(30)).uses(CRM).logsIn(LAGOS);

        assertThat(types()).contains("impossible-travel", "new-country");
    }

    @Test
    void anExcusedPlaceDoesNotExcuseGuessing() {
        atHome();
        except(Optional.empty(), ALICE, network(LAGOS), false, Optional.empty());
        story.after(Duration.ofHours(3)).guesses(5, LAGOS).logsIn(LAGOS);

        assertThat(story.anomaly("guessed-password").critical()).isTrue();
        assertThat(story.rejected()).isEqualTo(1);
    }

    @Test
    void whoHidesBehindAnExceptionIsStoppedByWhatHeSends() {
        atHome();
        except(Optional.empty(), ALICE, network(LAGOS), false, Optional.empty());
        story.after(Duration.ofHours(3)).logsIn(LAGOS).writesToStrangers(300, Duration.ofSeconds(5));

        assertThat(story.anomaly("stranger-flood").critical()).isTrue();
        assertThat(story.held()).isPositive();
    }

    @Test
    void excusedAnomaliesDoNotJoinToATakeover() {
        atHome();
        except(Optional.empty(), ALICE, country("NG"), false, Optional.empty());
        story.after(Duration.ofMinutes(30)).logsIn(LAGOS).writesToStrangers(15, Duration.ofSeconds(5));

        assertThat(types()).doesNotContain("takeover");
    }

    @Test
    void itEndsByItself() {
        atHome();
        except(
                Optional.empty(),
                ALICE,
                country("NG"),
                false,
                Optional.of(story.now().plus(Duration.ofHours(2))));
        story.after(Duration.ofHours(1)).logsIn(LAGOS).expectNothing();
        story.after(Duration.ofHours(2)).logsIn(new Spot(LAGOS.geo(), "100.99.7."));

        assertThat(types()).contains("unusual-network");
    }

    // The country was excused: it is learned. The network was not: it stays strange.
    @Test
    void whatIsExcusedIsLearnedOnlyAsFarAsItWas() {
        atHome();
        except(Optional.empty(), ALICE, network(LAGOS), false, Optional.empty());
        for (int day = 0; day < 5; day++) {
            story.after(Duration.ofDays(1)).logsIn(LAGOS);
        }
        story.expectNothing();
        story.after(Duration.ofHours(5)).logsIn(new Spot(LAGOS.geo(), "100.99.7."));

        assertThat(types()).contains("new-country", "unusual-network");
    }

    @Test
    void recipientsAreExcusedOnlyWhereAllOfThemAre() {
        atHome();
        except("strangers", ALICE, recipient("@list.example"));
        story.after(Duration.ofHours(3)).logsIn(OSLO);
        for (int i = 0; i < 100; i++) {
            story.after(Duration.ofSeconds(20)).sends(List.of("member" + i + "@LIST.example"));
        }
        assertThat(types()).doesNotContain("strangers");

        story.after(Duration.ofSeconds(20)).sends(List.of("member1@list.example", "stranger@far.example"));
        assertThat(types()).contains("strangers");
    }

    @Test
    void closesWhatItExplainsAndSaysWhichBefore() {
        atHome().after(Duration.ofMinutes(30)).logsIn(LAGOS);
        Incident open = story.incident();
        ExceptionRule draft = story.engine()
                .rules()
                .draft(Optional.empty(), ALICE, network(LAGOS), new Wish("a trip", Optional.empty(), "carol"));

        assertThat(story.engine().rules().explains(draft))
                .extracting(Incident::id)
                .containsExactly(open.id());
        assertThat(story.incident().state()).isEqualTo(IncidentState.OPEN);

        MadeException made = story.engine().rules().except(draft, true);

        assertThat(made.closed()).extracting(Incident::id).containsExactly(open.id());
        assertThat(story.incident().state()).isEqualTo(IncidentState.DISMISSED);
        assertThat(story.engine().controls().records(open))
                .filteredOn(one -> one.response().equals("exception"))
                .extracting(ResponseRecord::words)
                .singleElement()
                .asString()
                .contains(draft.id(), "carol", "a trip");
    }

    @Test
    void leavesOpenWhatSomethingElseExplains() {
        atHome().after(Duration.ofMinutes(30)).logsIn(LAGOS);
        story.after(Duration.ofMinutes(30)).logsIn(SYDNEY);

        MadeException made = except(Optional.empty(), ALICE, network(LAGOS), true, Optional.empty());

        assertThat(made.closed()).isEmpty();
        assertThat(story.incident().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void leavesOpenWhatWasAlsoSent() {
        atHome().after(Duration.ofMinutes(30)).logsIn(LAGOS).writesToStrangers(300, Duration.ofSeconds(5));

        assertThat(except(Optional.empty(), ALICE, network(LAGOS), true, Optional.empty())
                        .closed())
                .isEmpty();
    }

    @Test
    void leavesOtherAccountsAndWhatIsConfirmedAlone() {
        atHome().after(Duration.ofMinutes(30)).logsIn(LAGOS);
        Scope bob = Scope.of(new Account("bob@example.org"));
        assertThat(except(Optional.empty(), bob, network(LAGOS), true, Optional.empty())
                        .closed())
                .isEmpty();

        assertThat(story.engine().review().confirm(story.incident().id())).isTrue();
        assertThat(except(Optional.empty(), ALICE, network(LAGOS), true, Optional.empty())
                        .closed())
                .isEmpty();
        assertThat(story.incident().state()).isEqualTo(IncidentState.CONFIRMED);
    }

    @Test
    void proposesWhatFitsEachFindingTheNarrowestFirst() {
        atHome().after(Duration.ofMinutes(30)).uses(CRM).logsIn(LAGOS);

        List<FindingProposals> proposals = story.engine().rules().proposals(story.incident());

        assertThat(proposals)
                .filteredOn(one -> one.type().equals("new-country"))
                .singleElement()
                .satisfies(one -> assertThat(one.proposals())
                        .extracting(proposal -> proposal.narrowing())
                        .containsExactly(
                                network(LAGOS),
                                new Narrowing(
                                        Optional.empty(),
                                        Optional.empty(),
                                        OptionalLong.of(29465),
                                        Optional.empty(),
                                        Optional.empty()),
                                country("NG"),
                                Narrowing.NONE));
        assertThat(proposals)
                .filteredOn(one -> one.type().equals("new-client"))
                .singleElement()
                .satisfies(one -> assertThat(one.proposals())
                        .extracting(proposal -> proposal.narrowing())
                        .contains(client("HubSpot")));
    }

    @Test
    void everyProposalIsAnExceptionThatCanBeMade() {
        atHome().after(Duration.ofMinutes(30)).uses(CRM).logsIn(LAGOS).writesToStrangers(300, Duration.ofSeconds(5));

        assertThat(story.engine().rules().proposals(story.incident()))
                .flatExtracting(FindingProposals::proposals)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(story.engine()
                                .rules()
                                .draft(one.type(), one.scope(), one.narrowing(), new Wish("", Optional.empty(), "x")))
                        .isNotNull());
    }

    @Test
    void proposesTheNarrowOneForAKnownFetcher() {
        Spot gmail = new Spot(SYDNEY.geo(), "209.85.220.");
        atHome().after(Duration.ofMinutes(30)).logsIn(gmail);

        assertThat(story.engine().rules().proposals(story.incident()).stream()
                        .filter(one -> one.type().equals("new-country"))
                        .flatMap(one -> one.proposals().stream())
                        .findFirst())
                .hasValueSatisfying(first -> {
                    assertThat(first.words()).contains("Gmail", "209.85.128.0/17", "Thunderbird");
                    assertThat(first.type()).isEmpty();
                    assertThat(first.scope()).isEqualTo(ALICE);
                    assertThat(first.narrowing().network()).contains(Network.parse("209.85.128.0/17"));
                    assertThat(first.narrowing().client()).contains("Thunderbird");
                });
    }
}
