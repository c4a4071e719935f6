package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatelyTest {

    private static final int MOST = 10;

    private final Lately<StringBuilder> lately = new Lately<>(MOST);

    @Test
    void keepsWhatIsUsedAgainAndAgain() {
        StringBuilder used = lately.use("used", StringBuilder::new);

        for (int i = 0; i < 100; i++) {
            lately.use("once" + i, StringBuilder::new);
            assertThat(lately.use("used", StringBuilder::new)).isSameAs(used);
        }
    }

    @Test
    void forgetsWhatWasNotUsedWhileManyOthersWere() {
        lately.use("idle", StringBuilder::new);
        for (int i = 0; i < MOST / 2; i++) {
            lately.use("once" + i, StringBuilder::new);
        }
        assertThat(lately.look("idle")).isNotNull();
        for (int i = 0; i <= MOST / 2; i++) {
            lately.use("again" + i, StringBuilder::new);
        }

        assertThat(lately.look("idle")).isNull();
    }

    @Test
    void neverKeepsMoreThanAllowed() {
        for (int i = 0; i < 100; i++) {
            lately.use("once" + i, StringBuilder::new);
        }

        assertThat(IntStream.range(0, 100).filter(i -> lately.look("once" + i) != null))
                .hasSizeBetween(MOST / 2, MOST + 1);
    }

    @Test
    void removesFromBothHalves() {
        StringBuilder old = lately.use("old", StringBuilder::new);
        for (int i = 0; i < MOST / 2; i++) {
            lately.use("once" + i, StringBuilder::new);
        }
        StringBuilder young = lately.use("young", StringBuilder::new);

        assertThat(lately.remove("old")).isSameAs(old);
        assertThat(lately.remove("young")).isSameAs(young);
        assertThat(lately.look("old")).isNull();
        assertThat(lately.remove("young")).isNull();
    }
}
