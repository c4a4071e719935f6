package io.mailwarden.engine;

import io.mailwarden.engine.assess.ProfileTasks;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.Settings;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TestNode;
import io.mailwarden.engine.fixtures.TestStore;
import io.mailwarden.engine.incident.IncidentStore;
import io.mailwarden.engine.origin.DnsBlocklists;
import io.mailwarden.engine.profile.ProfileBytes;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.response.CacheRefresher;
import io.mailwarden.engine.response.ResponseStores;
import io.mailwarden.engine.response.ResponseTasks;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.WorkerThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** An engine on a {@link TestStore} whose work in the background is done when the test says so. */
final class LastingEngine implements AutoCloseable {

    final TestNode store;
    final EngineConfig config;
    final Engine engine;
    final ManualTasks tasks;
    final Alarms alarms;

    private LastingEngine(TestNode node, EngineConfig config, Engine engine, ManualTasks tasks, Alarms alarms) {
        this.store = node;
        this.config = config;
        this.engine = engine;
        this.tasks = tasks;
        this.alarms = alarms;
    }

    /** Loads profiles by that executor, and has room for so many. */
    static LastingEngine on(TestNode node, IncidentStore incidents, TestClock clock, Executor loading, long room) {
        return on(node, new Ports(node, node, incidents, DnsBlocklists.NONE, node.responses()), clock, loading, room);
    }

    private static LastingEngine on(TestNode node, Ports ports, TestClock clock, Executor loading, long room) {
        Alarms alarms = new Alarms(clock);
        ManualTasks tasks = new ManualTasks(alarms);
        WorkerThreads threads = new WorkerThreads(loading, Runnable::run);
        EngineConfig config = withRoom(room);
        Engine engine = new EngineBuilder(config, alarms, clock, ports, threads, tasks).build();
        return new LastingEngine(node, config, engine, tasks, alarms);
    }

    /** As {@link #on(TestNode, IncidentStore, TestClock, Executor, long)}, with those stores of what is done. */
    static LastingEngine on(TestNode node, IncidentStore incidents, ResponseStores responses, TestClock clock) {
        Ports ports = new Ports(node, node, incidents, DnsBlocklists.NONE, responses);
        return on(node, ports, clock, Runnable::run, 1_000);
    }

    private static EngineConfig withRoom(long accounts) {
        ProfileConfig shipped = ProfileConfig.defaults();
        return Settings.with(new ProfileConfig(
                accounts,
                shipped.learningLogins(),
                shipped.learningTime(),
                shipped.forgetAfter(),
                shipped.halfLife(),
                shipped.quietTime(),
                shipped.riskLasts(),
                Duration.ZERO));
    }

    void follow() {
        tasks.run(ProfileTasks.LOG_UNREAD);
    }

    void respond() {
        tasks.run(ResponseTasks.RESPONSES_DUE);
    }

    void refreshBlocks() {
        tasks.run(CacheRefresher.BLOCKS_UNREAD);
    }

    void save() {
        tasks.run(ProfileTasks.PROFILES_UNSAVED);
    }

    void saveAll() {
        tasks.run(ProfileTasks.PROFILES_ALL_UNSAVED);
    }

    void saveOrganisation() {
        tasks.run(ProfileTasks.ORGANISATION_UNSAVED);
    }

    void renew() {
        tasks.run(ProfileTasks.PROFILES_OUTDATED);
    }

    void warmUp() {
        tasks.run(ProfileTasks.PROFILES_COLD);
    }

    Review review() {
        return engine.review();
    }

    Optional<byte[]> profile(Account account) {
        return ProfileBytes.of(engine.profiles(), account);
    }

    byte[] folded(Account account) {
        return ProfileBytes.folded(engine.profiles(), store, account);
    }

    @Override
    public void close() {
        engine.close();
    }
}
