package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What profiles take of the heap: 1 000 000 of them, as accounts of four kinds make them in 20 days, in the cache that
 * the engine keeps them in. Budget: 1 KiB for the median account, 4 KiB for the busiest, all included.
 *
 * <pre>
 * ./mvnw -q -pl engine test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-Xmx3g -cp %classpath io.mailwarden.engine.profile.ProfileFootprint"
 * </pre>
 *
 * An argument is the number of profiles.
 */
public final class ProfileFootprint {

    private static final int PROFILES = 1_000_000;
    private static final int DAYS = 20;
    private static final int MEASURED_EACH = 100;
    private static final long SEED = 20_261_121;

    private ProfileFootprint() {}

    /** Measures and prints. */
    public static void main(String[] arguments) {
        int number = arguments.length == 0 ? PROFILES : Integer.parseInt(arguments[0]);
        Profiles profiles = profiles(number);
        ProfileMaker maker = new ProfileMaker(profiles, SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        List<Sample> samples = new ArrayList<>();
        long before = usedHeap();
        for (int i = 0; i < number; i++) {
            ProfileMaker.Kind kind = ProfileMaker.Kind.of(random.nextInt(1000));
            Account account = new Account("first.last" + i + "@example.org");
            Profile profile = maker.make(account, kind, DAYS);
            if (i % MEASURED_EACH == 0) {
                samples.add(new Sample(kind, account.name(), profile));
            }
        }
        report(samples, (double) (usedHeap() - before) / number, profiles);
    }

    private record Sample(ProfileMaker.Kind kind, String account, Profile profile) {}

    private static Profiles profiles(int number) {
        ProfileConfig shipped = ProfileConfig.defaults();
        ProfileConfig config = new ProfileConfig(
                Math.max(100, number),
                shipped.learningLogins(),
                shipped.learningTime(),
                shipped.forgetAfter(),
                shipped.halfLife(),
                shipped.quietTime(),
                shipped.riskLasts(),
                shipped.loadWait());
        return ProfileMaker.profiles(config);
    }

    private static void report(List<Sample> samples, double heapEach, Profiles profiles) {
        Heap heap = new Heap(profiles.shared(), ProfileMaker.SHARED);
        long[] all = sizes(heap, samples);
        double mean = Arrays.stream(all).average().orElse(0);
        long cache = Math.round(heapEach - mean);
        System.out.printf("%,d profiles, %.0f bytes of heap each, all included%n", profiles.count(), heapEach);
        System.out.printf(
                "%,d measured by JOL; %d bytes each are the cache's share, included below%n", all.length, cache);
        System.out.printf("%-10s %9s %7s %7s %7s%n", "accounts", "", "median", "p99", "max");
        print("all", cache, all, all.length);
        for (ProfileMaker.Kind kind : ProfileMaker.Kind.values()) {
            print(
                    kind.name().toLowerCase(java.util.Locale.ROOT),
                    cache,
                    sizes(heap, ofKind(samples, kind)),
                    all.length);
        }
    }

    private static List<Sample> ofKind(List<Sample> samples, ProfileMaker.Kind kind) {
        return samples.stream().filter(sample -> sample.kind() == kind).toList();
    }

    private static long[] sizes(Heap heap, List<Sample> samples) {
        return samples.stream()
                .mapToLong(sample -> heap.bytes(sample.account(), sample.profile()))
                .sorted()
                .toArray();
    }

    private static void print(String what, long cache, long[] sizes, int all) {
        if (sizes.length > 0) {
            System.out.printf(
                    "%-10s %8.1f%% %7d %7d %7d%n",
                    what,
                    100.0 * sizes.length / all,
                    cache + sizes[sizes.length / 2],
                    cache + sizes[(int) (sizes.length * 0.99)],
                    cache + sizes[sizes.length - 1]);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
