package io.mailwarden.plugin.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.eventlog.ReplayClock;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.response.ResponseStores;
import io.mailwarden.engine.review.backtest.TrialEngine;
import io.mailwarden.engine.review.rules.RuleControls.RuleQuery;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.settings.ConfigurationReader;
import io.mailwarden.settings.FileNames;
import io.mailwarden.settings.change.ChangedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineTrialsTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Account BOB = new Account("bob@example.org");
    private static final FileNames FILES = Path::of;

    private final ResponseStores live = ResponseStores.inMemory();

    private EngineTrials trials(String file) {
        ChangedSettings settings = new ChangedSettings(new ConfigurationReader(FILES), file);
        return new EngineTrials(changes -> settings.apply(changes).engine(), live, () -> 1 << 28);
    }

    @Test
    void whatIsWrongIsSaidWithoutLinesThatNobodySaw() {
        assertThatThrownBy(() -> trials("").learnsFor(Map.of("incident.open-at", "1", "policy.mode", "off")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("incident.open-at = 1: unknown key; the nearest is incident.opens-at")
                .hasMessageContaining("policy.mode = off")
                .hasMessageNotContaining("line ");
    }

    @Test
    void settingsThatChangeNothingOfItAreRefused() {
        assertThatThrownBy(() -> trials("").learnsFor(Map.of("journal.keep-for", "2h")))
                .hasMessageContaining("change nothing");
        assertThatThrownBy(() -> trials("incident.opens-at=0.7").learnsFor(Map.of("incident.opens-at", "0.7")))
                .hasMessageContaining("change nothing");
    }

    @Test
    void learnsForThreeHalfLives() {
        assertThat(trials("profile.half-life = 10d").learnsFor(Map.of())).isEqualTo(Duration.ofDays(30));
        assertThat(trials("").learnsFor(Map.of("profile.half-life", "20d"))).isEqualTo(Duration.ofDays(60));
    }

    @Test
    void rulesAndModesAreThoseOfThisMomentAndAreNotTouched() {
        live.modes().put(ModeRule.parse("@example.org:detect"));
        live.safeNetworks()
                .add(new SafeNetwork(
                        "n1",
                        Network.parse("198.51.100.0/24"),
                        Scope.of(BOB),
                        "hotel",
                        "carol",
                        NOON,
                        Optional.empty()));
        try (Engine engine = trials("").engine(Map.of(), new ReplayClock())) {
            assertThat(engine.rules()
                            .safeNetworks(new RuleQuery(
                                    DomainFilter.ALL, Optional.empty(), Optional.empty(), Optional.empty(), 10))
                            .items())
                    .hasSize(1);
            engine.examine(login());
        }
        assertThat(live.safeNetworks().all().get(0).usage().count()).isZero();
        assertThat(live.modes().all()).hasSize(1);
    }

    @Test
    void itsTimeIsThatOfWhatItHears() {
        ReplayClock clock = new ReplayClock();
        try (TrialEngine trial = trials("").engine(Map.of(), clock).timedBy(clock)) {
            trial.learn(login());

            assertThat(clock.instant()).isEqualTo(NOON);
            assertThat(trial.examine(login()).verdict().passes()).isTrue();
        }
    }

    private static Login login() {
        Login.Source source = new Login.Source(
                Address.parse("198.51.100.7").orElseThrow(), Client.UNKNOWN, true, "s", Optional.empty());
        return new Login(NOON, BOB, Protocol.IMAP, Login.Outcome.ACCEPTED, Optional.of(source), Login.Secret.NONE);
    }
}
