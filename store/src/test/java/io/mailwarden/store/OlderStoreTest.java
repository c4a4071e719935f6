package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.origin.OriginConfig;
import io.mailwarden.engine.origin.OriginLookup;
import io.mailwarden.engine.profile.OrganisationSnapshots;
import io.mailwarden.engine.profile.organisation.OrganisationConfig.DomainGroups;
import io.mailwarden.engine.profile.organisation.OrganisationContext;
import io.mailwarden.engine.profile.organisation.Organisations;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.held.HeldRow;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.rescan.MessageCopy;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Restriction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that Mailwarden of 30 November 2026 (commit a17a874) wrote, opened by this one: four weeks of bob's, and the
 * morning on which he was taken over. {@code older.db.gz} is that build's own file; what is expected here is what that
 * build had in memory when it closed.
 */
class OlderStoreTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final String INCIDENT = "19e6d9a0170-1-f8ef";
    private static final int LOGINS = 28;
    // A login and a message a day; wrong passwords, the right one, the burst.
    private static final int EVENTS = LOGINS + 28 + 9 + 1 + 30;

    private final TestClock clock = TestClock.at("2026-05-28T08:02:50Z");
    private final Alarms alarms = new Alarms(clock);

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void openIt() throws IOException {
        try (InputStream packed = OlderStoreTest.class.getResourceAsStream("older.db.gz");
                InputStream file = new GZIPInputStream(Objects.requireNonNull(packed))) {
            Files.copy(file, directory.resolve("mailwarden.db"));
        }
        store = Store.open(Stores.sqlite(directory), alarms, clock);
    }

    @AfterEach
    void closeIt() {
        store.close();
    }

    @Test
    void theProfileIsAsItWasAndGoesOnFromThere() {
        try (Engine engine = engine()) {
            Review review = engine.review();
            engine.save(Set.of(BOB));

            assertThat(review.account(BOB)).hasValueSatisfying(bob -> {
                assertThat(bob.learnedLogins()).isEqualTo(LOGINS);
                assertThat(bob.countries()).containsExactly("NO");
                assertThat(bob.state()).isEqualTo("critical");
                assertThat(bob.openIncident()).contains(INCIDENT);
            });
        }
    }

    @Test
    void everyEntryOfTheLogCanBeRead() {
        assertThat(store.log().after(new LogPositions(), 1000))
                .filteredOn(logged -> logged.entry().assessed().isPresent())
                .hasSize(EVENTS);
        assertThat(store.log().logins(BOB, 100)).hasSize(LOGINS + 10);
    }

    @Test
    void theIncidentIsStillOpenWithAllThatWasFound() {
        try (Engine engine = engine()) {
            Incident incident =
                    engine.review().incidents(IncidentQuery.latest(10)).items().get(0);

            assertThat(incident.id()).isEqualTo(INCIDENT);
            assertThat(incident.findings())
                    .extracting(finding -> finding.gravest().type())
                    .containsExactly(
                            "impossible-travel",
                            "new-country",
                            "unusual-network",
                            "guessed-password",
                            "takeover",
                            "strangers",
                            "slow-drip",
                            "recipient-fan-out");
            assertThat(incident.counts().heldMessages()).isEqualTo(28);
            assertThat(incident.counts().passedMessages()).isEqualTo(2);
            assertThat(incident.counts().rejectedLogins()).isEqualTo(1);
            assertThat(engine.restriction(BOB)).isEqualTo(Restriction.HOLD);
            assertThat(engine.controls().modeOf(BOB).label()).isEqualTo("remediate");
        }
    }

    @Test
    void whatWaitsAndWhatWasDoneIsThere() {
        assertThat(store.held().find("h-1")).map(HeldRow::message).hasValueSatisfying(held -> {
            assertThat(held.account()).isEqualTo(BOB);
            assertThat(held.summary().recipients()).containsExactly("x1@example.com", "x2@example.com");
            assertThat(held.summary().subject()).isEqualTo("Invoice");
            assertThat(held.decision().incident()).contains(INCIDENT);
        });
        assertThat(store.responses().blocks().of(BOB, clock.instant()))
                .extracting(Block::id)
                .containsExactly("b-1");
        assertThat(store.responses().records().of(BOB, INCIDENT))
                .extracting(ResponseRecord::response)
                .containsExactly("hold");
        assertThat(store.alerts().latest(10)).extracting(AlertRow::id).containsExactly("a-1");
    }

    @Test
    void whatWasSentAndFoundInItIsThere() {
        assertThat(store.journal().after(BOB, "", 10))
                .singleElement()
                .extracting(JournalEntry::blob)
                .isEqualTo("blob-1");
        RescanFinding finding = store.rescans()
                .findings(BOB, INCIDENT, "", Optional.empty(), 10)
                .get(0);
        assertThat(finding.malicious()).isTrue();
        assertThat(finding.copies())
                .containsExactly(new MessageCopy(
                        MessageCopy.Location.MAILBOX, "x3@example.com", MessageCopy.Treatment.QUARANTINED, "INBOX"));
    }

    @Test
    void whatIsCommonServesUntilItIsLearnedAnewByDomain() throws SQLException {
        // What node 1 stored, as this node's.
        store.profiles().saveOrganisation(organisationOfNodeOne());
        OriginLookup origins = new OriginLookup(OriginConfig.defaults(), DnsBlocklists.NONE, alarms, clock);
        OrganisationContext context = new OrganisationContext(
                DomainGroups.NONE, Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(30));
        Organisations stored = new OrganisationSnapshots(store.profiles(), origins).read(context, alarms);
        double logins = stored.of(BOB).logins();
        assertThat(stored.outdated()).isTrue();
        assertThat(logins).isEqualTo(LOGINS);
        assertThat(alarms.standing()).isEmpty();

        Organisations learned = stored.blank();
        store.log().after(new LogPositions(), 1000).forEach(logged -> learned.fold(logged.entry()));
        stored.become(learned);

        assertThat(stored.outdated()).isFalse();
        assertThat(stored.of(BOB).logins()).isEqualTo(logins);
        assertThat(stored.of(new Account("eve@tenant.test")).linkedDomains()).isZero();
    }

    private byte[] organisationOfNodeOne() throws SQLException {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("mailwarden.db"));
                Statement statement = file.createStatement();
                ResultSet row = statement.executeQuery("SELECT bytes FROM organisation WHERE node = 1")) {
            assertThat(row.next()).isTrue();
            return row.getBytes(1);
        }
    }

    private Engine engine() {
        return Engine.create(
                EngineConfig.defaults(),
                alarms,
                clock,
                new Ports(store.log(), store.profiles(), store.incidents(), DnsBlocklists.NONE, store.responses()));
    }
}
