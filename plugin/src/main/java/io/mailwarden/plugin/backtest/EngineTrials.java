package io.mailwarden.plugin.backtest;

import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.Ports;
import io.mailwarden.engine.eventlog.ReplayClock;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.response.ResponseStores;
import io.mailwarden.engine.review.backtest.TrialEngine;
import io.mailwarden.engine.review.backtest.TrialEngines;
import io.mailwarden.engine.support.Alarms;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Engines in memory for back-tests, with the modes, safe networks and exceptions of this moment. They ask no block list:
 * what one said of an address then is not known any more. Thread-safe.
 */
final class EngineTrials implements TrialEngines {

    // What was used so many half-lives ago weighs an eighth.
    private static final int HALF_LIVES = 3;

    // Profiles of accounts with many habits are larger, most are smaller: docs/benchmarks.md.
    private static final long BYTES_OF_AN_ACCOUNT = 8_000;
    private static final int FEWEST_ACCOUNTS = 1_000;
    // Of the heap that is free, all trials of a back-test, two, may take half.
    private static final int SHARE = 4;

    private final Function<Map<String, String>, EngineConfig> settings;
    private final ResponseStores live;
    private final LongSupplier freeBytes;

    /**
     * Engines of that server.
     *
     * @param settings what is in force with changes on top
     * @param live its rules and modes, which are only read
     */
    EngineTrials(Function<Map<String, String>, EngineConfig> settings, ResponseStores live) {
        this(settings, live, EngineTrials::freeHeap);
    }

    /** With so much memory to take from. */
    EngineTrials(Function<Map<String, String>, EngineConfig> settings, ResponseStores live, LongSupplier freeBytes) {
        this.settings = settings;
        this.live = live;
        this.freeBytes = freeBytes;
    }

    private static long freeHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    @Override
    public Duration learnsFor(Map<String, String> changes) {
        EngineConfig config = settings.apply(changes);
        if (!changes.isEmpty() && config.equals(settings.apply(Map.of()))) {
            throw new IllegalArgumentException(
                    "expected settings that change what is detected, held or denied: these change nothing of it");
        }
        return config.profile().halfLife().multipliedBy(HALF_LIVES);
    }

    @Override
    public TrialEngine open(Map<String, String> changes) {
        ReplayClock clock = new ReplayClock();
        return engine(changes, clock).timedBy(clock);
    }

    /** One at the time of that clock. */
    Engine engine(Map<String, String> changes, ReplayClock clock) {
        Ports memory = Ports.inMemory();
        Ports ports = new Ports(memory.log(), memory.profiles(), memory.incidents(), memory.dns(), responses());
        return Engine.create(bounded(settings.apply(changes)), new Alarms(clock), clock, ports);
    }

    private ResponseStores responses() {
        ResponseStores copy = ResponseStores.inMemory();
        live.modes().all().forEach(copy.modes()::put);
        live.safeNetworks().all().forEach(kept -> copy.safeNetworks().add(kept.rule()));
        live.exceptions().all().forEach(kept -> copy.exceptions().add(kept.rule()));
        return copy;
    }

    // A mail server is not to run out of memory for a question about settings.
    private EngineConfig bounded(EngineConfig config) {
        long room = Math.max(FEWEST_ACCOUNTS, freeBytes.getAsLong() / SHARE / BYTES_OF_AN_ACCOUNT);
        ProfileConfig profile = config.profile();
        return new EngineConfig(
                config.policy(),
                config.workflow(),
                config.origin(),
                new ProfileConfig(
                        Math.min(profile.maxAccounts(), room),
                        profile.learningLogins(),
                        profile.learningTime(),
                        profile.forgetAfter(),
                        profile.halfLife(),
                        profile.quietTime(),
                        profile.riskLasts(),
                        profile.loadWait()),
                config.incident(),
                config.takeover(),
                config.detection(),
                config.sessions());
    }
}
