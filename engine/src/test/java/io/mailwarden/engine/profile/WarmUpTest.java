package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import java.util.ArrayList;
import java.util.List;
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
    private static final class Asked extends NoProfileStore {

        private final List<Integer> limits = new ArrayList<>();

        @Override
        public List<Account> latest(int limit) {
            limits.add(limit);
            return super.latest(limit);
        }
    }
}
