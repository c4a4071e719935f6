package io.mailwarden.admin;

import io.mailwarden.admin.access.AccessPorts;
import io.mailwarden.admin.access.AdminSettings;
import io.mailwarden.admin.access.AdminSettings.SessionTerms;
import io.mailwarden.admin.access.ConsoleAccess;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.fixtures.InMemoryAccessStore;
import io.mailwarden.engine.fixtures.InMemoryAuditTrail;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.support.Alarms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.webadmin.authentication.AuthenticationFilter;

/** What the console needs, in memory: carol administers, dave decides, erin reads, frank decides for example.net. */
final class TestConsole {

    static final String PASSWORD = "correct horse";

    final TestClock clock = TestClock.at("2026-05-03T06:50:03Z");
    final Alarms alarms = new Alarms(clock);
    final InMemoryAccessStore store = new InMemoryAccessStore();
    final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    final AdminSettings settings;

    private TestConsole(Path token, boolean secondFactor) {
        settings = new AdminSettings(
                token,
                Stream.of(
                                "carol@example.org:administrator",
                                "dave@example.org:analyst",
                                "erin@example.org:viewer",
                                "frank@example.net:analyst:example.net")
                        .map(ConsoleUser::parse)
                        .toList(),
                new Account("carol@example.org")::equals,
                new SessionTerms(secondFactor, Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofDays(1)),
                List.of(Network.parse("127.0.0.0/8")));
    }

    static TestConsole withTokenIn(Path token) {
        return new TestConsole(token, true);
    }

    /** Where passwords are enough. */
    static TestConsole withoutCodes(Path token) {
        return new TestConsole(token, false);
    }

    /** Everybody's password is the same; mallory has it, too. */
    ConsoleAccess console(AuthenticationFilter james) {
        return new ConsoleAccess(
                james,
                settings,
                new AccessPorts(store, trail, (account, password) -> password.equals(PASSWORD)),
                alarms,
                clock);
    }
}
