package io.mailwarden.engine;

import static io.mailwarden.engine.Nodes.ALICE;
import static io.mailwarden.engine.Nodes.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.assess.ProfileTasks;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.organisation.Organisation;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.support.SnapshotWriter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A store of the first format knows one organisation for the whole server; each is learned anew of the log. */
class OrganisationRebuildTest {

    private static final Account TENANT = new Account("eve@tenant.test");

    private final Nodes nodes = new Nodes();

    // What version 1 stored of some server: two logins from Norway, a link to house.example, a forest.
    private static byte[] older() throws IOException {
        try (InputStream in = OrganisationRebuildTest.class.getResourceAsStream("/snapshots/organisation-1")) {
            byte[] organisation = Objects.requireNonNull(in).readAllBytes();
            SnapshotWriter burnt = new SnapshotWriter();
            burnt.number(0);
            SnapshotWriter out = new SnapshotWriter();
            for (byte[] part : List.of(organisation, burnt.sealed(1))) {
                out.number(part.length);
                out.raw(part);
            }
            return out.sealed(1);
        }
    }

    private static void rebuild(LastingEngine node) {
        for (int i = 0; i < 10; i++) {
            node.tasks.run(ProfileTasks.ORGANISATIONS_OUTDATED);
        }
    }

    private static Organisation of(LastingEngine node, Account account) {
        return node.engine.profiles().organisations().of(account);
    }

    private void livedHere(LastingEngine node) {
        for (int day = 0; day < 30; day++) {
            for (int i = 0; i < 9; i++) {
                node.engine.examine(
                        nodes.login(new Account("user" + i % 3 + "@example.org"), Spot.OSLO_OFFICE, Outcome.ACCEPTED));
            }
            node.engine.examine(nodes.login(TENANT, Spot.SYDNEY, Outcome.ACCEPTED));
            nodes.clock.advance(Duration.ofDays(1));
        }
        node.store.append(new Reviewed(
                nodes.clock.instant(), ALICE, Decision.CONFIRMED, List.of(Nodes.address(Spot.LAGOS)), "a thief"));
        node.store.flush();
    }

    private static long office() {
        return Keys.of(Nodes.address(Spot.OSLO_OFFICE).network());
    }

    @Test
    void whatTheServerKnewServesUntilEachDomainIsLearnedAnew() throws IOException {
        try (LastingEngine past = nodes.engine(1, Runnable::run)) {
            livedHere(past);
        }
        nodes.store.node(1).saveOrganisation(older());
        LastingEngine node = nodes.engine(1, Runnable::run);
        assertThat(of(node, ALICE).linksTo("house.example")).isTrue();
        assertThat(of(node, TENANT).linksTo("house.example")).isTrue();
        assertThat(of(node, ALICE).share(Trait.COUNTRY, Keys.ofCountry("NO"))).isEqualTo(1);
        assertThat(of(node, ALICE).owns(office())).isFalse();

        rebuild(node);

        assertThat(node.engine.profiles().organisations().outdated()).isFalse();
        assertThat(of(node, ALICE).linksTo("house.example")).isFalse();
        assertThat(of(node, ALICE).owns(office())).isTrue();
        assertThat(of(node, TENANT).owns(office())).isFalse();
        assertThat(of(node, ALICE).logins()).isBetween(200.0, 270.0);
        assertThat(node.alarms.standing()).isEmpty();
    }

    @Test
    void whatIsSeenMeanwhileIsNotLost() throws IOException {
        try (LastingEngine past = nodes.engine(1, Runnable::run)) {
            livedHere(past);
        }
        nodes.store.node(1).saveOrganisation(older());
        LastingEngine node = nodes.engine(1, Runnable::run);
        LastingEngine other = nodes.engine(2, Runnable::run);
        guess(node);
        guess(other);
        other.store.flush();
        node.follow();
        assertThat(guesses(node)).isEqualTo(6);
        node.store.flush();
        rebuild(node);
        node.follow();
        guess(node);
        guess(other);
        other.store.flush();
        node.follow();

        assertThat(guesses(node)).isEqualTo(12);
    }

    private void guess(LastingEngine node) {
        for (int i = 0; i < 3; i++) {
            nodes.clock.advance(Duration.ofMillis(1));
            node.engine.examine(nodes.login(BOB, Spot.LAGOS, Outcome.REFUSED));
        }
    }

    private int guesses(LastingEngine node) {
        long place = Keys.of(Nodes.address(Spot.LAGOS));
        return of(node, BOB).wrongPasswords(place, nodes.clock.instant(), Duration.ofHours(1));
    }

    @Test
    void aNodeThatIsKilledInTheMiddleBeginsAgain() throws IOException {
        try (LastingEngine past = nodes.engine(1, Runnable::run)) {
            livedHere(past);
        }
        nodes.store.node(1).saveOrganisation(older());
        try (LastingEngine killed = nodes.engine(1, Runnable::run)) {
            killed.saveOrganisation();
        }
        LastingEngine node = nodes.engine(1, Runnable::run);
        assertThat(node.engine.profiles().organisations().outdated()).isTrue();
        rebuild(node);
        node.saveOrganisation();

        Organisations again = nodes.engine(1, Runnable::run).engine.profiles().organisations();
        assertThat(again.outdated()).isFalse();
        assertThat(again.of(ALICE).owns(office())).isTrue();
    }

    @Test
    void whatWasConfirmedHarmsTheDomainThatItHarmed() throws IOException {
        try (LastingEngine past = nodes.engine(1, Runnable::run)) {
            livedHere(past);
        }
        nodes.store.node(1).saveOrganisation(older());
        LastingEngine node = nodes.engine(1, Runnable::run);
        rebuild(node);

        assertThat(found(node, BOB)).contains("malicious-address");
        assertThat(found(node, TENANT)).doesNotContain("malicious-address");
    }

    private List<String> found(LastingEngine node, Account account) {
        return node.engine.examine(nodes.login(account, Spot.LAGOS, Outcome.ACCEPTED)).anomalies().stream()
                .map(anomaly -> anomaly.type())
                .toList();
    }
}
