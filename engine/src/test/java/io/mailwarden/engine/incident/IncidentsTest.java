package io.mailwarden.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Score;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class IncidentsTest {

    static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    static final Account BOB = new Account("bob@example.org");
    static final Anomaly NEW_COUNTRY = anomaly("new-country", Severity.SUSPECTED, 0.6);
    static final Anomaly TAKEOVER = anomaly("takeover", Severity.CRITICAL, 0.9);

    private final Incidents incidents = Incidents.inMemory(100, WEEK, new Alarms(TestClock.at("2026-05-03T12:00:00Z")));
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        told.start();
        log().addAppender(told);
    }

    @AfterEach
    void listenNoMore() {
        log().detachAppender(told);
    }

    @Test
    void opensOneIncidentForAnAccount() {
        Incident first = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        Incident second = incidents.found(BOB, NOON.plusSeconds(60), List.of(TAKEOVER), false);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(second.opened()).isEqualTo(NOON);
        assertThat(second.updated()).isEqualTo(NOON.plusSeconds(60));
        assertThat(second.findings())
                .extracting(finding -> finding.gravest().type())
                .containsExactly("new-country", "takeover");
        assertThat(incidents.current(BOB, NOON.plusSeconds(60))).contains(second);
    }

    @Test
    void countsTheSameTypeInOneFindingAndKeepsTheGravest() {
        incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        incidents.found(BOB, NOON.plusSeconds(9), List.of(anomaly("new-country", Severity.SUSPECTED, 0.8)), false);
        Incident merged = incidents.found(BOB, NOON.plusSeconds(5), List.of(NEW_COUNTRY), false);

        assertThat(merged.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.count()).isEqualTo(3);
            assertThat(finding.gravest().score().value()).isEqualTo(0.8);
            assertThat(finding.first()).isEqualTo(NOON);
            assertThat(finding.last()).isEqualTo(NOON.plusSeconds(9));
        });
    }

    @Test
    void opensNothingForNothing() {
        assertThatThrownBy(() -> incidents.found(BOB, NOON, List.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(incidents.current(BOB, NOON)).isEmpty();
    }

    @Test
    void lateFindingOfAnEarlierEventMovesTheBeginningOfTheIncident() {
        incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        incidents.found(BOB, NOON.minusSeconds(9), List.of(TAKEOVER), false);

        assertThat(current().opened()).isEqualTo(NOON.minusSeconds(9));
        assertThat(current().updated()).isEqualTo(NOON);
    }

    @Test
    void idsAreDistinctAndSortByTime() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(incidents
                    .found(new Account("account" + i), NOON.plusMillis(i / 2), List.of(NEW_COUNTRY), false)
                    .id());
        }

        assertThat(ids).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void forgetsWhatTheStoreHasNoRoomFor() {
        for (int i = 0; i < 1_000; i++) {
            incidents.found(new Account("account" + i), NOON.plusSeconds(i), List.of(NEW_COUNTRY), false);
        }

        assertThat(incidents.current(new Account("account0"), NOON)).isEmpty();
        assertThat(incidents.current(new Account("account999"), NOON)).isPresent();
    }

    @Test
    void countsNothingForAnIncidentThatIsOver() {
        Incident open = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        incidents.become(open.id(), IncidentState.DISMISSED);

        incidents.held(open, NOON.plusSeconds(1));
        incidents.passed(open);

        assertThat(incidents.current(BOB, NOON)).isEmpty();
        assertThat(incidents.find(open.id())).contains(open.in(IncidentState.DISMISSED));
    }

    @Test
    void accountsHaveIncidentsOfTheirOwn() {
        Incident bobs = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);
        Incident others = incidents.found(new Account("alice@example.org"), NOON, List.of(NEW_COUNTRY), false);

        assertThat(others.id()).isNotEqualTo(bobs.id());
    }

    @Test
    void suspectedIncidentLapsesAfterTheQuietTime() {
        Incident open = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);

        assertThat(incidents.current(BOB, NOON.plus(WEEK))).isPresent();
        assertThat(incidents.current(BOB, NOON.plus(WEEK).plusSeconds(1))).isEmpty();
        assertThat(incidents.find(open.id())).map(Incident::state).contains(IncidentState.LAPSED);
        assertThat(incidents
                        .found(BOB, NOON.plus(WEEK).plusSeconds(2), List.of(NEW_COUNTRY), false)
                        .id())
                .isNotEqualTo(open.id());
    }

    @Test
    void criticalOrConfirmedIncidentNeverLapses() {
        incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        Account alice = new Account("alice@example.org");
        Incident hers = incidents.found(alice, NOON, List.of(NEW_COUNTRY), false);
        incidents.become(hers.id(), IncidentState.CONFIRMED);

        assertThat(incidents.current(BOB, NOON.plus(Duration.ofDays(1000)))).isPresent();
        assertThat(incidents.current(alice, NOON.plus(Duration.ofDays(1000)))).isPresent();
    }

    @Test
    void takesLegalStepsOnly() {
        Incident open = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);

        assertThat(incidents.become(open.id(), IncidentState.DISMISSED)).isPresent();
        assertThat(incidents.become(open.id(), IncidentState.CONFIRMED)).isEmpty();
        assertThat(incidents.become("no such id", IncidentState.CONFIRMED)).isEmpty();
        assertThat(incidents.find(open.id())).map(Incident::state).contains(IncidentState.DISMISSED);
    }

    @Test
    void containsTheAccountOnlyWhenTheThiefIsInside() {
        assertThat(incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false).contains())
                .isEmpty();
        assertThat(incidents.found(BOB, NOON, List.of(TAKEOVER), true).contains())
                .isEmpty();
        assertThat(incidents.found(BOB, NOON, List.of(TAKEOVER), false).contains())
                .hasValueSatisfying(why -> assertThat(why).contains("takeover was seen"));
    }

    @Test
    void confirmedIncidentContainsTheAccountUntilItIsDismissed() {
        Incident open = incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false);

        assertThat(incidents.become(open.id(), IncidentState.CONFIRMED).flatMap(Incident::contains))
                .contains("incident " + open.id() + " is confirmed");
        assertThat(incidents.become(open.id(), IncidentState.DISMISSED).flatMap(Incident::contains))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "CONFIRMED"})
    void resolvedIncidentContainsNobodyAndTheNextFindingOpensAnother(IncidentState from) {
        Incident open = incidents.found(BOB, NOON, List.of(TAKEOVER), false);
        incidents.become(open.id(), from);

        assertThat(incidents.become(open.id(), IncidentState.RESOLVED).flatMap(Incident::contains))
                .isEmpty();

        assertThat(incidents.current(BOB, NOON)).isEmpty();
        assertThat(incidents.doubts(BOB, NOON)).isFalse();
        assertThat(incidents.unanswered()).isEmpty();
        Incident next = incidents.found(BOB, NOON.plusSeconds(1), List.of(TAKEOVER), false);
        assertThat(next.id()).isNotEqualTo(open.id());
        assertThat(next.contains()).isPresent();
        assertThat(incidents.unanswered()).containsExactly(next);
    }

    @Test
    void countsWhatPassedBeforeTheFirstHoldAndWhatWasHeld() {
        incidents.passed(incidents.found(BOB, NOON, List.of(NEW_COUNTRY), false));
        incidents.held(current(), NOON.plusSeconds(1));
        incidents.passed(current());
        incidents.held(current(), NOON.plusSeconds(2));

        assertThat(current().counts().passedMessages()).isEqualTo(1);
        assertThat(current().counts().heldMessages()).isEqualTo(2);
        assertThat(current().updated()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void countsRejectedLogins() {
        incidents.found(BOB, NOON, List.of(TAKEOVER), true);
        incidents.found(BOB, NOON, List.of(TAKEOVER, NEW_COUNTRY), true);

        assertThat(current().counts().rejectedLogins()).isEqualTo(2);
    }

    @Test
    void tellsOnceWhenItOpensAndOnceWhenItBecomesCritical() {
        Incidents heard = new Incidents(
                new InMemoryIncidentStore(100),
                WEEK,
                0,
                Runnable::run,
                new Alarms(TestClock.at(NOON.toString())),
                HEARS);
        for (int i = 0; i < 100; i++) {
            heard.found(BOB, NOON.plusSeconds(i), List.of(NEW_COUNTRY), false);
        }
        for (int i = 0; i < 100; i++) {
            heard.found(BOB, NOON.plusSeconds(100 + i), List.of(TAKEOVER), false);
        }

        assertThat(told.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        opened -> assertThat(opened).contains("suspected", "bob@example.org", "new-country was seen"),
                        graver -> assertThat(graver).contains("critical", "takeover was seen"));
    }

    private static final IncidentListener HEARS = new IncidentListener() {

        @Override
        public void opened(Incident incident) {}

        @Override
        public void committed(Incident incident) {}
    };

    private Incident current() {
        return incidents.current(BOB, NOON.plusSeconds(60)).orElseThrow();
    }

    private static Anomaly anomaly(String type, Severity severity, double score) {
        return new Anomaly(
                type, Set.of(Evidence.PLACE), severity, new Score(score), new Explanation(type + " was seen"));
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger(Incidents.class);
    }
}
