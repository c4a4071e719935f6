package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Trait;

/**
 * Whether the program of a login speaks for the account's owner: a traveller comes with his own laptop, a thief with what
 * he has. In open data 80 % of owners who log in from a country for the first time do so with a program that the account
 * uses, and 4 % of thieves whose logins are put into the same accounts: a likelihood ratio of 0.04, the same in both halves
 * of the accounts (docs/detection.md). Used is one step of it, half the score of a strange place and no less: a thief may
 * read in Sent what the owner writes with. Nothing but the place becomes less strange by it.
 *
 * <p>A program that has half of the others' logins here speaks for nobody, unless its version and system are the account's
 * own, and have less.
 */
final class KnownHand {

    private static final double STEP = 0.5;
    // What was used once is no habit; twice within four months is, however long ago: neither silence nor another
    // program makes anybody a stranger to his laptop.
    private static final double ONCE = 1.05;
    // Of the logins of others.
    private static final double COMMON = 0.5;

    private KnownHand() {}

    /** Half of that score of a strange place when the program is the account's own, else all of it. */
    static double lowered(double score, LoginSighting sighting, Profile profile) {
        return speaks(sighting, profile) ? STEP * score : score;
    }

    /**
     * What the detector of that type found of the same network shortly before, when that is less than the score: who came
     * to a conference with his own laptop, and then writes by a program that names itself nowhere, is still there. A place
     * weighs the same for both but for what the program says, and a thief had to come with the owner's program first.
     */
    static double asBefore(double score, String type, LoginSighting sighting, Profile profile) {
        long network = sighting.footprint().network();
        double least = score;
        for (Suspicion one : profile.standing(sighting.at())) {
            if (one.type().equals(type) && one.network() == network && network != 0) {
                least = Math.min(least, one.score());
            }
        }
        return least;
    }

    /** That it spoke for the owner, to end an explanation with; empty when it did not. */
    static String words(LoginSighting sighting, Profile profile) {
        return speaks(sighting, profile) ? "; its program speaks for the owner" : "";
    }

    /** Whether the program is one that the account uses, and not everybody. */
    static boolean speaks(LoginSighting sighting, Profile profile) {
        return NewClient.namesItself(sighting.client())
                && (its(Trait.FAMILY, sighting, profile) || its(Trait.CLIENT, sighting, profile));
    }

    private static boolean its(Trait trait, LoginSighting sighting, Profile profile) {
        long key = sighting.footprint().key(trait);
        return profile.habits().lastWeight(trait, key) > ONCE
                && sighting.organisation().shareOfOthers(trait, key) < COMMON;
    }
}
