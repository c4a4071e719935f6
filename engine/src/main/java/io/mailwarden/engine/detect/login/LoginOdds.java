package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Rhythm;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.organisation.Organisation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How many times likelier what is seen of a login is of an attacker than of the account's owner, factor by factor; 1
 * where nothing can be told.
 *
 * <p>The likelihood ratio of Freeman et al. (NDSS 2016), {@code p(x) / p(x | account)}, with their back-off from the
 * finest level to coarser ones. An account that was never seen there spreads the rest of its probability over finer
 * values as everybody does, so that a level tells by its lift alone, p(value | account) / p(value), and a factor is 1 /
 * Σ weight x lift. A value that the account uses has the probability c / (n + M), M being one more than the different
 * values that it uses; all that it never used share the M / (n + M) that is left, and a quarter at most (das-group's
 * implementation: local = global / 4). So whoever always comes from one country is odder in another than whoever
 * travels.
 *
 * @param place address, network, autonomous system, country
 * @param client version, program, operating system
 * @param time hour of the day and day of the week, against all hours and days alike
 * @param kind of network, when the account does not use its provider
 */
record LoginOdds(double place, double client, double time, double kind) {

    private static final Trait[] PLACES = {Trait.ADDRESS, Trait.NETWORK, Trait.ASN, Trait.COUNTRY};
    private static final Trait[] CLIENTS = {Trait.CLIENT, Trait.FAMILY, Trait.SYSTEM};

    // Freeman et al. as das-group has them: address 0.6, system 0.3, country 0.1. The network takes a third of the
    // address's: providers give a line another address of the same network, and IPv6 hosts change theirs by the day.
    private static final double[] PLACE_WEIGHTS = {0.4, 0.2, 0.3, 0.1};
    private static final double[] CLIENT_WEIGHTS = {0.5387, 0.2680, 0.1882};

    private static final double MOST_UNSEEN = 0.25;
    // A thief who knows his victim comes from the victim's country, or with the victim's program, however rare: what
    // is known makes a login at most ten times safer.
    private static final double LEAST_COMMON = 0.1;

    // Logins of one day are not independent, and mail clients make hundreds. So where alone, or with what alone, says
    // only so much, and both together stay below what is critical (400 is less than e^6): every traveller with a new
    // phone looks like that, and every service that begins to send for its owner from a data centre abroad.
    private static final double MOST_BY_ORIGIN = 40;
    private static final double MOST_BY_CLIENT = 10;

    // From here on a factor counts as evidence.
    private static final double AGAINST = 1.5;

    private static final double HOURS = 24;
    private static final double WEEKDAYS = 7;
    // What uniform habit counts for beside the account's own.
    private static final double PRIOR_USES = 20;
    // People work late: time alone is weak.
    private static final double MOST_BY_TIME = 5;
    // Thieves work in office hours as well.
    private static final double LEAST_BY_TIME = 0.5;

    static LoginOdds of(LoginSighting sighting, Profile profile, ScoredLoginConfig config) {
        boolean vouched = sighting.origin().placeVouched();
        double place = vouched ? 1 : chain(PLACES, PLACE_WEIGHTS, MOST_BY_ORIGIN, sighting, profile);
        return new LoginOdds(
                place,
                client(sighting, profile),
                time(profile.rhythm(), sighting),
                vouched ? 1 : Math.min(kind(sighting, profile, config), MOST_BY_ORIGIN / place));
    }

    // What an account uses is no evidence against its owner, however seldom it does: by its share among the account's
    // programs alone, or by what is left of it after a silence, a laptop would be ten times likelier a thief's.
    private static double client(LoginSighting sighting, Profile profile) {
        if (!NewClient.namesItself(sighting.client())) {
            return 1;
        }
        double odds = chain(CLIENTS, CLIENT_WEIGHTS, MOST_BY_CLIENT, sighting, profile);
        return KnownHand.speaks(sighting, profile) ? Math.min(1, odds) : odds;
    }

    private static double chain(
            Trait[] levels, double[] weights, double most, LoginSighting sighting, Profile profile) {
        double told = 0;
        double sum = 0;
        for (int i = 0; i < levels.length; i++) {
            double total = profile.habits().total(levels[i], sighting.at());
            if (sighting.footprint().key(levels[i]) != 0 && total > 0) {
                told += weights[i];
                sum += weights[i] * lift(levels[i], total, sighting, profile);
            }
        }
        return told == 0 ? 1 : Math.min(most, told / sum);
    }

    private static double lift(Trait level, double total, LoginSighting sighting, Profile profile) {
        long key = sighting.footprint().key(level);
        Instant at = sighting.at();
        double values = profile.habits().distinct(level) + 1.0;
        double uses = profile.habits().weight(level, key, at);
        double unseen = Math.min(MOST_UNSEEN, values / (total + values));
        return uses == 0
                ? unseen
                : Math.max(unseen, uses / (total + values) / common(level, key, sighting.organisation()));
    }

    private static double common(Trait level, long key, Organisation everybody) {
        return Math.max(LEAST_COMMON, everybody.share(level, key));
    }

    private static double time(Rhythm rhythm, LoginSighting sighting) {
        double hour = odds(rhythm, rhythm.hourShare(sighting.footprint().hour()), HOURS);
        double weekday = odds(rhythm, rhythm.weekdayShare(sighting.footprint().weekday()), WEEKDAYS);
        return Math.max(LEAST_BY_TIME, Math.min(MOST_BY_TIME, hour * weekday));
    }

    private static double odds(Rhythm rhythm, double share, double values) {
        return (rhythm.uses() + PRIOR_USES) / (values * rhythm.uses() * share + PRIOR_USES);
    }

    private static double kind(LoginSighting sighting, Profile profile, ScoredLoginConfig config) {
        boolean usual =
                profile.habits().daysSince(Trait.ASN, sighting.footprint().asn(), sighting.at()) >= 0;
        return usual
                ? 1
                : switch (sighting.origin().kind()) {
                    case HOSTING -> config.hosting();
                    case ANONYMIZER, MALICIOUS -> config.anonymizer();
                    case RESIDENTIAL -> 1;
                };
    }

    /** What speaks against the owner; the place at least, unless somebody vouches for it. */
    Set<Evidence> evidence(boolean placeVouched) {
        Set<Evidence> against = placeVouched ? EnumSet.noneOf(Evidence.class) : EnumSet.of(Evidence.PLACE);
        if (client > AGAINST) {
            against.add(Evidence.CLIENT);
        }
        if (time > AGAINST) {
            against.add(Evidence.TIME);
        }
        return against;
    }

    /** All of it: the natural logarithm of the product. */
    double logarithm() {
        return Math.log(place * client * time * kind);
    }

    /** The factors that speak against the owner or for him, in words; what says nothing is left out. */
    Explanation explain(LoginSighting sighting) {
        List<Explanation> told = new ArrayList<>();
        tell(told, place, "place, " + Unfamiliar.place(sighting));
        tell(told, client, "program, " + sighting.client());
        tell(
                told,
                time,
                Explanation.of("hour, %02d:00 UTC", sighting.footprint().hour()).text());
        tell(told, kind, "network, " + sighting.origin().kind().words());
        return Explanation.all(told);
    }

    private static void tell(List<Explanation> told, double factor, String what) {
        if (factor > AGAINST) {
            told.add(Explanation.of("%s times by its %s", Explanation.times(factor), what));
        } else if (factor < 1 / AGAINST) {
            told.add(Explanation.of("%.2f times by its %s, which speaks for the owner", factor, what));
        }
    }
}
