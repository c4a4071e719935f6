package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final Profiles profiles = ProfileMaker.profiles(ProfileConfig.defaults());
    private final Asked store = new Asked();

    @Test
    void roomForAMillionIsNotFilledBeforeAnybodyComes() {
        new WarmUp(profiles, store, 1_000_000).goOn();

        assertThat(store.limits).containsExactly(WarmUp.MOST);
    }

    @Test
    void noMoreAreBroughtInThanThereIsRoomFor() {
        new WarmUp(profiles, store, 250).goOn();

        assertThat(store.limits).containsExactly(250);
    }

    /** A store without profiles that notes how many were asked for. */
    private static final class Asked implements ProfileStore {

        private final List<Integer> limits = new ArrayList<>();

        @Override
        public Optional<Snapshot> find(Account account) {
            return Optional.empty();
        }

        @Override
        public void save(Collection<Snapshot> snapshots) {}

        @Override
        public List<Account> latest(int limit) {
            limits.add(limit);
            return List.of();
        }

        @Override
        public List<Account> otherThan(int fold, String afterName, int limit) {
            return List.of();
        }

        @Override
        public Optional<byte[]> findOrganisation() {
            return Optional.empty();
        }

        @Override
        public void saveOrganisation(byte[] bytes) {}
    }
}
