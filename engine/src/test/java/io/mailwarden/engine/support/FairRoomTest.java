package io.mailwarden.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.support.FairRoom.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FairRoomTest {

    private static final int ROOM = 100;
    private static final FairRoom.Packing<Integer> PACKING =
            new FairRoom.Packing<>(Integer::longValue, packed -> (int) packed);

    private int day;
    private final FairRoom<Integer> room = new FairRoom<>(ROOM, value -> day - value > 2, PACKING);

    private int has(long owner) {
        return room.shares().stream()
                .filter(share -> share.owner() == owner)
                .mapToInt(share -> share.values().size())
                .sum();
    }

    private void puts(long owner, int from, int count) {
        for (int i = 0; i < count; i++) {
            room.put(owner, from + i, day);
        }
    }

    @Test
    void whoIsAloneHasAllTheRoomAndHisOldestGoFirst() {
        puts(1, 0, ROOM + 10);

        assertThat(room.size()).isEqualTo(ROOM);
        assertThat(room.find(1, 9)).isEmpty();
        assertThat(room.find(1, 10)).contains(0);
    }

    @Test
    void whoFillsTheRoomPushesOutNobodyWhoHasLess() {
        puts(1, 0, 10);
        puts(2, 0, 20);
        puts(3, 0, 100_000);

        assertThat(has(1)).isEqualTo(10);
        assertThat(has(2)).isEqualTo(20);
        assertThat(has(3)).isEqualTo(ROOM - 30);
    }

    @Test
    void whoComesLateGetsAsMuchAsWhoWasFirst() {
        puts(3, 0, ROOM);
        puts(1, 0, 60);
        puts(2, 0, 60);

        assertThat(List.of(has(1), has(2), has(3))).allMatch(share -> share == 33 || share == 34);
        assertThat(room.size()).isEqualTo(ROOM);
    }

    @Test
    void whatIsOutdatedMakesRoomForOthers() {
        for (int owner = 0; owner < 50; owner++) {
            puts(owner, 0, 2);
        }
        day = 3;
        puts(99, 0, ROOM);

        assertThat(has(99)).isEqualTo(ROOM);
    }

    @Test
    void anotherValueInItsPlaceIsNoYoungerAndOnlyOfTheSameOwner() {
        puts(1, 0, ROOM);

        assertThat(room.replace(1, 0, 0, 7)).isTrue();
        assertThat(room.replace(1, 0, 0, 8)).isFalse();
        assertThat(room.replace(2, 0, 7, 8)).isFalse();
        assertThat(room.find(1, 0)).contains(7);
        puts(1, ROOM, 1);
        assertThat(room.find(1, 0)).isEmpty();
    }

    @Test
    void nobodyHasMoreThanOneWithMoreThanHeWantsWhateverComes() {
        SplittableRandom random = new SplittableRandom(5);
        Map<Long, Integer> wanted = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            long owner = random.nextInt(1 + random.nextInt(20));
            room.put(owner, i, day);
            wanted.merge(owner, 1, Integer::sum);

            List<Integer> sizes = new ArrayList<>();
            for (Share<Integer> share : room.shares()) {
                sizes.add(share.values().size());
            }
            assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(room.size());
            assertThat(room.size()).isEqualTo(Math.min(ROOM, i + 1));
        }
        int largest = wanted.keySet().stream().mapToInt(this::has).max().orElseThrow();
        assertThat(wanted.keySet()).allSatisfy(owner -> assertThat(has(owner))
                .isGreaterThanOrEqualTo(Math.min(wanted.getOrDefault(owner, 0), largest - 1)));
    }

    @Test
    void oneOwnersAreWhatAMapInTheOrderOfPuttingWouldHold() {
        SplittableRandom random = new SplittableRandom(51);
        int[] now = {0};
        FairRoom<Integer> one = new FairRoom<>(ROOM, value -> now[0] - value > 400, PACKING);
        Map<Long, Integer> expected = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // Some come again while they are there, and leave gaps; now and then time passes, and many are outdated.
            long key = (long) random.nextInt(150) << random.nextInt(2) * 40;
            now[0] += random.nextInt(500) == 0 ? 390 : 1;
            one.put(7, key, now[0]);
            expected.remove(key);
            expected.put(key, now[0]);
            expected.values().removeIf(value -> now[0] - value > 400);
            if (expected.size() > ROOM) {
                expected.remove(expected.keySet().iterator().next());
            }
            assertThat(one.size()).isEqualTo(expected.size());
            if (i % 97 == 0) {
                assertThat(List.copyOf(one.shares().get(0).values().entrySet()))
                        .isEqualTo(List.copyOf(expected.entrySet()));
            }
            long asked = random.nextInt(150);
            assertThat(one.find(7, asked)).isEqualTo(Optional.ofNullable(expected.get(asked)));
        }
    }
}
