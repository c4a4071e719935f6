package io.mailwarden.mailet.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.mailet.BrokenRepository;
import io.mailwarden.mailet.BrokenRepository.Part;
import io.mailwarden.mailet.held.HoldCheck.HoldProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldCheckTest {

    private static final HoldSettings SETTINGS = HoldSettings.of(
            "file://var/mail/held", "file://var/mail/quarantine", new HeldTerms(Duration.ZERO, Duration.ZERO));

    @TempDir
    private Path working;

    private final Alarms alarms = new Alarms(TestClock.at("2026-05-03T12:00:00Z"));
    private final BrokenRepository held = new BrokenRepository();
    private final BrokenRepository quarantine = new BrokenRepository();

    /** A store of repositories; it knows no others. */
    private record Known(Map<MailRepositoryUrl, MailRepository> known) implements MailRepositoryStore {

        @Override
        public MailRepository select(MailRepositoryUrl url) throws MailRepositoryStoreException {
            return get(url).orElseThrow(
                            () -> new UnsupportedRepositoryStoreException("No Mail Repository found for " + url));
        }

        @Override
        public Optional<Protocol> defaultProtocol() {
            return Optional.empty();
        }

        @Override
        public Optional<MailRepository> get(MailRepositoryUrl url) {
            return Optional.ofNullable(known.get(url));
        }

        @Override
        public Stream<MailRepository> getByPath(MailRepositoryPath path) {
            return Stream.empty();
        }

        @Override
        public Stream<MailRepositoryUrl> getUrls() {
            return known.keySet().stream();
        }
    }

    private HoldCheck check(Map<MailRepositoryUrl, MailRepository> known) {
        return new HoldCheck(new Known(known), SETTINGS, new HeldFolder(working), alarms);
    }

    private HoldCheck check() {
        return check(Map.of(SETTINGS.held(), held, SETTINGS.quarantine(), quarantine));
    }

    @Test
    void repositoriesThatHoldAreWellAndEmptyAfterwards() {
        assertThat(check().run()).isEmpty();

        assertThat(held.size()).isZero();
        assertThat(quarantine.size()).isZero();
        assertThat(alarms.standing()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"STORE", "RETRIEVE", "REMOVE"})
    void whatDoesNotTakeOrGiveBackIsNamed(Part part) {
        held.broken.add(part);

        assertThat(check().run()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("hold.repository");
            assertThat(problem.url()).isEqualTo("file://var/mail/held");
            assertThat(problem.trouble()).contains("disk full");
        });
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> {
            assertThat(alarm.cause()).isEqualTo("hold-repository");
            assertThat(alarm.text()).contains("hold.repository = file://var/mail/held", "disk full");
        });
    }

    @Test
    void protocolThatJamesDoesNotKnowIsNamed() {
        assertThat(check(Map.of(SETTINGS.held(), held)).run())
                .extracting(HoldProblem::key, HoldProblem::trouble)
                .singleElement()
                .satisfies(found ->
                        assertThat(found.toString()).contains("quarantine.repository", "No Mail Repository found"));
    }

    @Test
    void repositoryInMemoryForgets() {
        assertThat(check(Map.of(SETTINGS.held(), new MemoryMailRepository(), SETTINGS.quarantine(), quarantine))
                        .run())
                .singleElement()
                .satisfies(problem -> assertThat(problem.trouble()).contains("memory", "restart"));
    }

    @Test
    void repositoryThatGivesBackAnotherMailIsNamed() {
        MailRepository forgetful = new MemoryMailRepository() {
            @Override
            public Mail retrieve(MailKey key) {
                Mail mail = super.retrieve(key);
                mail.removeAllAttributes();
                return mail;
            }
        };

        assertThat(check(Map.of(SETTINGS.held(), forgetful, SETTINGS.quarantine(), quarantine))
                        .run())
                .singleElement()
                .satisfies(problem -> assertThat(problem.trouble()).contains("or another"));
    }

    @Test
    void isTriedAgainUntilItHolds() {
        held.broken.add(Part.STORE);
        HoldCheck check = check();
        List<HoldProblem> before = check.run();
        held.broken.clear();
        check.runAgain();

        assertThat(before).hasSize(1);
        assertThat(alarms.standing()).extracting(Alarm::cause).isEmpty();
    }
}
