package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Stored profiles of accounts as an organisation has them: some light, most ordinary, some mobile, few busy. */
public final class OrdinarySnapshots {

    private static final int DAYS = 20;
    private static final long SEED = 20_261_121;

    private OrdinarySnapshots() {}

    /** So many, the same ones each time. */
    public static List<byte[]> make(int number) {
        ProfileMaker maker = new ProfileMaker(ProfileMaker.profiles(ProfileConfig.defaults()), SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> made = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            ProfileMaker.Kind kind = ProfileMaker.Kind.of(random.nextInt(1000));
            made.add(ProfileFormat.bytes(maker.make(new Account("first.last" + i + "@example.org"), kind, DAYS)));
        }
        return made;
    }

    /** The number of the rules by which they were made. */
    public static int rules() {
        return Fold.RULES;
    }
}
