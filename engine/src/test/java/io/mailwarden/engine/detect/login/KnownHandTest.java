package io.mailwarden.engine.detect.login;

import static io.mailwarden.engine.fixtures.Spot.LAGOS;
import static io.mailwarden.engine.fixtures.Spot.OSLO;
import static io.mailwarden.engine.fixtures.Spot.OSLO_OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.fixtures.Scenario;
import io.mailwarden.engine.fixtures.TestMessage;
import io.mailwarden.engine.incident.IncidentQuery;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the program of a login says for the owner, each time beside a thief who has what he has. */
class KnownHandTest {

    private static final Client LAPTOP = new Client("Mutt", "2.2.12", "Linux");
    private static final Client THIEFS = new Client("imapsync", "2.2", "");
    private static final String COUNTRY = "new-country";
    private static final Duration DAY = Duration.ofDays(1);

    private final Scenario story = Scenario.standard();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void travellerWithHisOwnLaptopIsNoIncident() {
        story.uses(LAPTOP).usually(OSLO, OSLO_OFFICE).after(DAY).logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.25);
        assertThat(story.engine().review().incidents(IncidentQuery.latest(10)).items())
                .isEmpty();
    }

    @Test
    void travellerWithAnUpdatedLaptopIsNoIncident() {
        story.uses(LAPTOP).usually(OSLO, OSLO_OFFICE).after(DAY);
        story.uses(new Client("Mutt", "2.3.0", "Linux")).logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.25);
    }

    @Test
    void strangerWithAnotherProgramIs() {
        story.uses(LAPTOP).usually(OSLO, OSLO_OFFICE).after(DAY).uses(THIEFS).logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.5);
        story.expectIncident(Severity.SUSPECTED);
    }

    @Test
    void whatDoesNotNameItselfSpeaksForNobody() {
        story.through(Protocol.SMTP).uses(Client.UNKNOWN).usually(OSLO, OSLO_OFFICE);

        story.after(DAY).logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.5);
    }

    @Test
    void theProgramOfEverybodyHereSpeaksForNobody() {
        house(LAPTOP);
        story.account("owner@example.org")
                .uses(LAPTOP)
                .usually(OSLO, OSLO_OFFICE)
                .after(DAY);

        story.logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.5);
    }

    @Test
    void itsOwnVersionOfTheProgramOfEverybodyDoes() {
        house(LAPTOP);
        story.account("owner@example.org").uses(new Client("Mutt", "1.14.6", "macOS"));
        story.usually(OSLO, OSLO_OFFICE).after(DAY).logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.25);
    }

    /** Whoever read Sent sends the same program, and no more is forgiven him than the place. */
    @Test
    void thiefWithTheOwnersProgramIsHeldForWhatHeSends() {
        story.uses(LAPTOP).usually(OSLO, OSLO_OFFICE).after(DAY).logsIn(LAGOS);

        story.writesToStrangers(60, Duration.ofSeconds(20));

        story.expectIncident(Severity.CRITICAL);
        assertThat(story.held()).isGreaterThanOrEqualTo(40);
    }

    /** Four months of silence make nobody a stranger to his laptop. */
    @Test
    void laptopIsTheOwnersAfterALongSilence() {
        story.uses(LAPTOP)
                .usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(120))
                .logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.25);
    }

    /** Its thief has another program. */
    @Test
    void thiefAfterALongSilenceIsOne() {
        story.uses(LAPTOP)
                .usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(120))
                .uses(THIEFS);
        story.logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.5);
    }

    /** At a conference with his laptop, and minutes later by a program that names itself nowhere. */
    @Test
    void placeWhereTheLaptopIsWeighsNoMoreForTheNextProgram() {
        story.through(Protocol.SMTP)
                .uses(LAPTOP)
                .usually(OSLO, OSLO_OFFICE)
                .after(DAY)
                .logsIn(LAGOS);

        story.after(Duration.ofMinutes(8)).uses(Client.UNKNOWN).logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.25);
        assertThat(story.engine().review().incidents(IncidentQuery.latest(10)).items())
                .isEmpty();
    }

    /** The thief beside him has no laptop of the owner's, or is on another line. */
    @Test
    void anotherNetworkOfThatPlaceWeighsAllOfIt() {
        story.through(Protocol.SMTP)
                .uses(LAPTOP)
                .usually(OSLO, OSLO_OFFICE)
                .after(DAY)
                .logsIn(LAGOS);

        story.after(Duration.ofMinutes(8)).uses(Client.UNKNOWN).logsIn(LAGOS.onNetwork(7));

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.5);
        story.expectIncident(Severity.SUSPECTED);
    }

    /** Half a year with another program, and longer silences, take nobody's laptop from him. */
    @Test
    void laptopIsTheOwnersAfterAYear() {
        story.uses(LAPTOP)
                .usually(OSLO, OSLO_OFFICE)
                .after(Duration.ofDays(400))
                .logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.25);
        story.writesToContacts(10, Duration.ofMinutes(5)).expectNothingStopped();
    }

    /** What was tried once, or long ago and now, speaks for nobody. */
    @Test
    void programUsedOnceSpeaksForNobody() {
        story.uses(LAPTOP).usually(OSLO, OSLO_OFFICE).uses(THIEFS).logsIn(OSLO);
        story.after(DAY).logsIn(LAGOS);

        assertThat(story.anomaly(COUNTRY).score().value()).isEqualTo(0.5);
    }

    /** The honest twin: a series of patches to a new project, its maintainers in copy. */
    @Test
    void travellerWhoSendsASeriesOfPatchesIsNotHeld() {
        story.uses(LAPTOP).usually(OSLO, OSLO_OFFICE).after(DAY).logsIn(LAGOS);

        List<String> people = IntStream.range(0, 36)
                .mapToObj(i -> i < 4 ? "contact" + i + "@partner.example" : "maintainer" + i + "@project.example")
                .toList();
        for (int patch = 0; patch < 27; patch++) {
            story.after(Duration.ofSeconds(1)).sends(TestMessage.to(people));
        }

        story.expectNothingStopped();
    }

    private void house(Client program) {
        for (int day = 0; day < 40; day++) {
            for (int colleague = 0; colleague < 8; colleague++) {
                story.account("colleague" + colleague + "@example.org").uses(program);
                story.after(Duration.ofHours(2))
                        .logsIn(OSLO)
                        .after(Duration.ofHours(1))
                        .logsIn(OSLO_OFFICE);
            }
        }
        story.expectNothing();
    }
}
