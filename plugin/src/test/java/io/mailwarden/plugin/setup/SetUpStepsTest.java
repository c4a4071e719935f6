package io.mailwarden.plugin.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.alert.AlertMailer;
import io.mailwarden.alert.LiveChannels;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.InMemoryAccessStore;
import io.mailwarden.engine.fixtures.InMemorySettingChangeStore;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.review.access.Invitation;
import io.mailwarden.engine.review.access.SecondFactor;
import io.mailwarden.engine.review.setting.FirstSteps.FirstStep;
import io.mailwarden.engine.review.setting.SettingChange;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import io.mailwarden.settings.change.ChangedSettings;
import io.mailwarden.settings.change.LiveSettings;
import io.mailwarden.settings.change.SettingCatalogue;
import io.mailwarden.settings.change.SettingTexts;
import io.mailwarden.settings.james.DoorAudit;
import io.mailwarden.settings.james.JamesConf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetUpStepsTest {

    private static final String CAROL = "carol@example.org";

    private final TestClock clock = TestClock.at("2026-05-03T06:50:03Z");
    private final InMemorySettingChangeStore changes = new InMemorySettingChangeStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore();
    private boolean geography;
    private boolean door;

    private List<FirstStep> steps(String file) {
        ConfigurationReader reader = new ConfigurationReader(FileNames.besideConf(Path.of("conf")));
        LiveSettings settings = new LiveSettings(
                new SettingTexts(() -> SettingCatalogue.shipped(reader), reader, file),
                new ChangedSettings(reader, file),
                changes,
                new Alarms(clock),
                clock);
        AlertMailer nobody = (AlertMailer) Proxy.newProxyInstance(
                AlertMailer.class.getClassLoader(), new Class<?>[] {AlertMailer.class}, (proxy, method, given) -> {
                    throw new AssertionError("nothing is sent");
                });
        DoorAudit doors = new DoorAudit(new JamesConf(this::open));
        Instant since = Instant.parse("2026-05-01T00:00:00Z");
        return new SetUpSteps(
                        settings,
                        new LiveChannels(settings.readFirst().alert(), nobody, clock),
                        doors,
                        access,
                        new SetUpSteps.Watch(() -> geography, () -> "detect", () -> since, clock))
                .steps();
    }

    // As shipped, and one door more when the test says so.
    private Optional<InputStream> open(String name) throws IOException {
        if (door && name.equals("pop3server.xml")) {
            String pop3 = "<pop3servers><pop3server enabled=\"true\"/></pop3servers>";
            return Optional.of(new ByteArrayInputStream(pop3.getBytes(StandardCharsets.UTF_8)));
        }
        Path file = Path.of("..", "conf", name);
        return Files.exists(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    }

    private static boolean done(List<FirstStep> steps, String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow()
                .done();
    }

    @Test
    void nothingIsDoneAtFirst() {
        door = true;

        List<FirstStep> steps = steps("");

        assertThat(steps)
                .extracting(FirstStep::name)
                .containsExactly("geography", "recipients", "administrators", "watching", "doors");
        assertThat(steps).noneMatch(FirstStep::done);
        assertThat(steps).extracting(FirstStep::detail).contains("since 2026-05-01, mode detect");
    }

    @Test
    void eachIsTickedWhenItIsDone() {
        geography = true;
        changes.put(List.of(new SettingChange("alert.recipients", CAROL, "", CAROL, clock.instant())));
        clock.advance(Duration.ofDays(5));
        String file = "workflow.administrators=" + CAROL + "\nconsole.users=" + CAROL + ":administrator";
        assertThat(done(steps(file), "administrators")).isFalse();

        access.invite(new Invitation(new Account(CAROL), "hash", clock.instant(), "test", Optional.empty()));
        assertThat(access.enrol(new SecondFactor(new Account(CAROL), "secret", 0, clock.instant()), "hash", Set.of()))
                .isTrue();

        assertThat(steps(file)).allMatch(FirstStep::done);
        assertThat(done(steps("console.users=" + CAROL + ":administrator"), "administrators"))
                .isFalse();
    }
}
