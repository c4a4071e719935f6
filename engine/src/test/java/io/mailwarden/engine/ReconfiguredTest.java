package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.profile.organisation.OrganisationConfig;
import io.mailwarden.engine.response.SettingBroadcast;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine goes on with other settings, and forgets nothing by it. */
class ReconfiguredTest {

    private final Nodes nodes = new Nodes();

    @BeforeEach
    void aliceIsKnown() {
        nodes.aliceIsKnown();
    }

    private static void change(LastingEngine node, Record section) {
        node.engine.reconfigure(Settings.with(node.config, section));
    }

    private Verdict sends(LastingEngine node) {
        nodes.clock.advance(Duration.ofMinutes(1));
        return node.engine.assess(nodes.message(ALICE, Spot.LAGOS, Nodes.strangers()));
    }

    @Test
    void whatBeginsAfterAChangeIsAssessedByIt() {
        try (LastingEngine node = nodes.engine(2, Runnable::run)) {
            change(node, new IncidentConfig(1));
            nodes.suspected(node);
            assertThat(nodes.incidents.current(ALICE)).isEmpty();

            change(node, IncidentConfig.defaults());
            nodes.suspected(node);
            assertThat(nodes.incidents.current(ALICE)).isPresent();
        }
    }

    @Test
    void whatHasBegunGoesOnByTheSettingsBefore() {
        try (LastingEngine node = nodes.engine(2, nodes.loading)) {
            nodes.suspected(node);
            change(node, new IncidentConfig(1));
            nodes.loading.runAll();

            assertThat(nodes.incidents.current(ALICE)).isPresent();
        }
    }

    @Test
    void incidentsAndProfilesStay() {
        try (LastingEngine node = nodes.engine(2, Runnable::run)) {
            nodes.suspected(node);
            Incident before = nodes.incidents.current(ALICE).orElseThrow();
            byte[] profile = node.profile(ALICE).orElseThrow();

            change(node, PolicyConfig.defaults().in(Mode.DETECT));

            assertThat(node.profile(ALICE).orElseThrow()).isEqualTo(profile);
            sends(node);
            Incident after = nodes.incidents.current(ALICE).orElseThrow();
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.has("takeover")).isTrue();
        }
    }

    @Test
    void theModeHoldsForVerdictsDoorsAndOverview() {
        try (LastingEngine node = nodes.engine(2, Runnable::run)) {
            nodes.suspected(node);
            change(node, PolicyConfig.defaults().in(Mode.DETECT));
            assertThat(sends(node)).isEqualTo(Verdict.ALLOW);
            assertThat(node.review().overview().mode()).isEqualTo("detect");
            assertThat(node.engine.controls().modeOf(ALICE)).isEqualTo(Mode.DETECT);

            change(node, PolicyConfig.defaults());
            assertThat(sends(node)).isInstanceOf(Verdict.Hold.class);
            assertThat(node.review().overview().mode()).isEqualTo("prevent");
        }
    }

    @Test
    void aModeThatAnAdministratorSetGoesOnToWin() {
        try (LastingEngine node = nodes.engine(2, Runnable::run)) {
            node.engine.controls().setMode(new ModeRule("@example.org", Mode.PREVENT), "carol");
            change(node, PolicyConfig.defaults().in(Mode.DETECT));
            assertThat(node.engine.controls().modeOf(ALICE)).isEqualTo(Mode.PREVENT);

            assertThat(node.engine.controls().unsetMode("@example.org", "carol"))
                    .isTrue();
            assertThat(node.engine.controls().modeOf(ALICE)).isEqualTo(Mode.DETECT);
        }
    }

    @Test
    void whatProfilesAreMadeOfIsRefusedAndNothingChanges() {
        try (LastingEngine node = nodes.engine(2, Runnable::run)) {
            EngineConfig other = Settings.with(
                    Settings.with(node.config, new OrganisationConfig(List.of(List.of("one.test", "other.test")))),
                    PolicyConfig.defaults().in(Mode.DETECT));

            assertThatThrownBy(() -> node.engine.reconfigure(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("restart");
            assertThat(node.review().overview().mode()).isEqualTo("prevent");
        }
    }

    @Test
    void sessionsLastAsLongAsTheNewLimitSays() {
        try (LastingEngine node = nodes.engine(2, Runnable::run)) {
            SessionsConfig hour = new SessionsConfig(Duration.ofHours(1), Duration.ZERO);
            change(node, hour);

            assertThat(node.engine.sessions().limits()).isEqualTo(hour);
        }
    }

    @Test
    void anotherNodeHearsThatASettingHasChanged() {
        try (LastingEngine one = nodes.engine(2, Runnable::run);
                LastingEngine other = nodes.engine(3, Runnable::run)) {
            List<String> read = new ArrayList<>();
            one.engine.settings().listen(() -> read.add("one"));
            other.engine.settings().listen(() -> read.add("other"));

            one.engine.settings().tell("policy.mode");
            one.store.flush();
            other.follow();
            one.follow();
            assertThat(read).containsExactly("other");

            other.tasks.run(SettingBroadcast.UNREAD);
            assertThat(read).containsExactly("other", "other");
        }
    }
}
