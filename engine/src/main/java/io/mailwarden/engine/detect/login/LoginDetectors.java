package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Detector;
import java.util.List;

/** Makes the detectors that look at logins, in the order in which their findings are listed. */
public final class LoginDetectors {

    private LoginDetectors() {}

    /** All of them, with these limits. */
    public static List<Detector> standard(LoginDetection limits) {
        return List.of(
                new ScoredLogin(limits.scoredLogin()),
                new ImpossibleTravel(limits.place().impossibleTravel()),
                new NewCountry(),
                new UnusualCountry(limits.place().unusualCountry()),
                new UnusualNetwork(),
                new UnusualHour(limits.unusualHour()),
                new NewClient(),
                new OutdatedClient(limits.outdatedClient()),
                new AbusedClient(limits.abusedClient()),
                new HiddenNetwork(),
                new MaliciousAddress(),
                new GuessedPassword(limits.guessedPassword()),
                new RejectedPassword(),
                new ManyAddresses(limits.place().manyAddresses()),
                new Cohort(limits.cohort()),
                new DormantAccount(limits.dormantAccount()),
                new ConcurrentPlaces(limits.place().concurrentPlaces()));
    }
}
