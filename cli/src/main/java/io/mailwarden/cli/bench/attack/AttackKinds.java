package io.mailwarden.cli.bench.attack;

import static io.mailwarden.cli.bench.attack.AttackKind.Aim.QUIET;
import static io.mailwarden.cli.bench.attack.AttackKind.Aim.SPAM;

import io.mailwarden.engine.event.Login;
import java.util.ArrayList;
import java.util.List;

/** The kinds of takeovers that the benchmark stages. */
public final class AttackKinds {

    private AttackKinds() {}

    /** Those that need nothing but a history. */
    public static List<AttackKind> madeUp() {
        return List.of(
                new MadeUp("proxy-reader", QUIET, MadeUpThefts::reads),
                new MadeUp("foreign-spammer", SPAM, MadeUpThefts::spamsFromAbroad),
                new MadeUp("slow-spammer", SPAM, MadeUpThefts::spamsSlowly),
                new MadeUp("lateral-phisher-near", QUIET, MadeUpThefts::phishesFriendsFromNear),
                new MadeUp("lateral-phisher-abroad", QUIET, MadeUpThefts::phishesFriendsFromAbroad),
                new MadeUp("botnet", SPAM, MadeUpThefts::spamsFromEverywhere),
                new MadeUp("credential-stuffing", SPAM, MadeUpThefts::guessesAndSpams),
                new MadeUp("hour-shift", QUIET, MadeUpThefts::worksAtNight),
                new MadeUp("variant-phisher-abroad", QUIET, AtHomeThefts::phishesFriendsInOtherWords),
                new MadeUp("link-fraud-abroad", QUIET, AtHomeThefts::sendsFriendsOneLink),
                new MadeUp("own-network-flood", SPAM, AtHomeThefts::floods),
                new MadeUp("own-network-ramp", SPAM, AtHomeThefts::ramps),
                new MadeUp("own-network-drip", SPAM, AtHomeThefts::drips),
                new MadeUp("own-network-crowd", SPAM, AtHomeThefts::writesToCrowds),
                new OfNewAccount("new-account-spam", SPAM, AtHomeThefts::spamsFromANewAccount));
    }

    /** Those and, where there are recorded logins of thieves, splices of them. */
    public static List<AttackKind> all(List<Login> recorded) {
        List<AttackKind> all = new ArrayList<>(madeUp());
        if (!recorded.isEmpty()) {
            all.add(new Splice("splice-same-country-spam", SPAM, true, recorded));
            all.add(new Splice("splice-other-country-spam", SPAM, false, recorded));
            all.add(new Splice("splice-same-country-login", QUIET, true, recorded));
            all.add(new Splice("splice-other-country-login", QUIET, false, recorded));
        }
        return List.copyOf(all);
    }
}
