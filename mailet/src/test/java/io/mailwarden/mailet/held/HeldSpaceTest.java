package io.mailwarden.mailet.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.held.HeldRoom;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.StoreUnavailable;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldSpaceTest {

    private static final Account THIEF = new Account("mallory@example.org");
    private static final Account OWNER = new Account("bob@example.org");
    private static final HeldId SOME = new HeldId("h" + "0".repeat(40));
    private static final HeldLimits LIMITS = new HeldLimits(100, 500, 1000, 50);

    private final Map<Account, Long> rows = new HashMap<>();
    private final HeldRoom room = new HeldRoom(Account::domain);
    private final Alarms alarms = new Alarms(TestClock.at("2026-05-03T12:00:00Z"));
    private OptionalLong free = OptionalLong.empty();
    private boolean gone;
    private final HeldSpace space = new HeldSpace(store(), LIMITS, () -> free, room, alarms);

    // Nothing but the sum is asked for.
    private HeldStore store() {
        return (HeldStore) Proxy.newProxyInstance(
                HeldStore.class.getClassLoader(), new Class<?>[] {HeldStore.class}, (proxy, method, given) -> {
                    if (gone) {
                        throw new StoreUnavailable("add up", new IllegalStateException("gone"));
                    }
                    assertThat(method.getName()).isEqualTo("bytes");
                    return Map.copyOf(rows);
                });
    }

    private List<String> causes() {
        return alarms.standing().stream().map(Alarm::cause).toList();
    }

    @Test
    void goesByOtherLimitsAtOnce() {
        space.added(SOME, THIEF, 100);
        assertThat(room.fullOf(THIEF)).isTrue();

        space.limit(new HeldLimits(200, 500, 1000, 50));
        assertThat(room.fullOf(THIEF)).isFalse();
        assertThat(causes()).isEmpty();
    }

    @Test
    void oneAccountsMailIsBounded() {
        space.added(SOME, THIEF, 99);
        space.added(SOME, OWNER, 99);
        assertThat(room.fullOf(THIEF)).isFalse();
        assertThat(causes()).isEmpty();

        space.added(SOME, THIEF, 1);

        assertThat(room.fullOf(THIEF)).isTrue();
        assertThat(room.fullOf(OWNER)).isFalse();
        assertThat(room.full()).isFalse();
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> {
            assertThat(alarm.cause()).isEqualTo("held-mail-full");
            assertThat(alarm.text()).contains("mallory@example.org").doesNotContain("bob@");
        });
    }

    @Test
    void allMailTogetherIsBoundedAndAdministratorsHearOfItBefore() {
        for (int i = 0; i < 16; i++) {
            space.added(SOME, new Account("a" + i + "@" + i % 4 + ".test"), 50);
            assertThat(causes()).hasSize(i < 15 ? 0 : 1);
        }
        assertThat(causes()).containsExactly("held-mail-filling");
        assertThat(room.full()).isFalse();
        for (int i = 16; i < 20; i++) {
            space.added(SOME, new Account("a" + i + "@" + i % 4 + ".test"), 50);
        }

        assertThat(room.full()).isTrue();
        assertThat(causes()).containsExactly("held-mail-full");
    }

    @Test
    void aTenantWithTenAccountsLeavesRoomForTheOthers() {
        for (int i = 0; i < 10; i++) {
            space.added(SOME, new Account("mallory" + i + "@tenant.test"), i < 5 ? 99 : 1);
            assertThat(causes()).as("%d accounts", i + 1).containsExactlyElementsOf(heardOf(i));
            assertThat(alarms.standing())
                    .allSatisfy(alarm -> assertThat(alarm.text()).contains("tenant.test"));
        }

        assertThat(room.full()).isFalse();
        assertThat(room.fullOf(new Account("mallory10@tenant.test"))).isTrue();
        assertThat(room.fullOf(OWNER)).isFalse();
        assertThat(alarms.standing()).singleElement().satisfies(alarm -> assertThat(alarm.text())
                .contains("hold.organisation-share", "tenant.test")
                .doesNotContain("mallory", "example.org"));

        rows.put(new Account("mallory0@tenant.test"), 99L);
        space.check();
        assertThat(room.fullOf(new Account("mallory10@tenant.test"))).isFalse();
        assertThat(causes()).isEmpty();
    }

    // 400 of 500 bytes are four fifths.
    private static List<String> heardOf(int accountsBefore) {
        return accountsBefore < 4
                ? List.of()
                : accountsBefore < 9 ? List.of("held-mail-filling") : List.of("held-mail-full");
    }

    @Test
    void whatWasReleasedMakesRoom() {
        space.added(SOME, THIEF, 2000);
        assertThat(room.full()).isTrue();

        rows.put(OWNER, 10L);
        space.check();

        assertThat(room.full()).isFalse();
        assertThat(room.fullOf(THIEF)).isFalse();
        assertThat(causes()).isEmpty();
    }

    @Test
    void theDiskIsWatched() {
        free = OptionalLong.of(100);
        space.check();
        assertThat(causes()).isEmpty();

        free = OptionalLong.of(99);
        space.check();
        assertThat(causes()).containsExactly("held-mail-filling");
        assertThat(room.full()).isFalse();

        free = OptionalLong.of(49);
        space.check();
        assertThat(causes()).containsExactly("held-mail-full");
        assertThat(room.full()).isTrue();

        free = OptionalLong.of(100);
        space.check();
        assertThat(causes()).isEmpty();
        assertThat(room.full()).isFalse();
    }

    @Test
    void whatIsKnownCountsOnWhileTheStoreIsGone() {
        space.added(SOME, THIEF, 100);
        gone = true;

        assertThatThrownBy(space::check).isInstanceOf(StoreUnavailable.class);
        space.added(SOME, OWNER, 100);

        assertThat(room.fullOf(THIEF)).isTrue();
        assertThat(room.fullOf(OWNER)).isTrue();
    }

    @Test
    void disksAreFoundOfFoldersThatAreNotThereYet(@TempDir Path working) {
        assertThat(HeldLimits.FreeSpace.of(List.of(working.resolve("var/mail/held")))
                        .bytes())
                .satisfies(bytes -> assertThat(bytes.orElse(0)).isPositive());
        assertThat(HeldLimits.FreeSpace.of(List.of()).bytes()).isEmpty();
    }
}
