package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.eventlog.Risk;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.SendingLog;

/**
 * How much an account may send in a window: what needs no habit or some times its own highest, whichever is more,
 * lowered by the risk that its logins leave: limit x (1 - risk)², but never below the account's own highest, which is
 * no anomaly whoever sends it, nor below the configured least.
 *
 * @param most the limit that holds
 * @param usual the account's own highest
 * @param config the settings
 * @param risk what lowered it
 */
record SendingLimit(double most, double usual, SendingConfig config, Risk risk) {

    private static final double TO_FRIENDS = 0.25;
    private static final double BESIDE_KNOWN = 0.5;
    // A list of readers that doubles in three weeks, from one week to the next: both are the same growth. More would
    // make a few strangers a day thousands within a season, and nobody would have been told.
    private static final double GROWTH_IN_WEEKS = 2;
    private static final double GROWTH_A_WEEK = 1.25;

    static SendingLimit of(SendingConfig config, double usual, Risk risk) {
        return lowered(Math.max(config.most(), config.timesHabit() * usual), usual, config, risk);
    }

    /**
     * Of what becomes habit after weeks only: twice the highest of weeks ago, or a quarter more than last week, for a
     * growth that goes on.
     */
    static SendingLimit growing(SendingConfig config, double longAgo, double lastWeek, Risk risk) {
        double grown = Math.max(GROWTH_IN_WEEKS * longAgo, GROWTH_A_WEEK * lastWeek);
        return lowered(Math.max(config.most(), grown), Math.max(longAgo, lastWeek), config, risk);
    }

    private static SendingLimit lowered(double full, double usual, SendingConfig config, Risk risk) {
        double trust = 1 - risk.score();
        double lowered = Math.max(full * trust * trust, Math.max(Math.ceil(usual), config.least()));
        return new SendingLimit(Math.min(full, lowered), usual, config, risk);
    }

    /** The risk that counts: none while the account is learned, when all that it does is new. */
    static Risk counted(MessageSighting sighting, Profile profile) {
        return profile.known(sighting.at()) ? sighting.risk() : Risk.NONE;
    }

    boolean exceededBy(long count) {
        return count > Math.floor(most);
    }

    /** 0.5 at the limit, 0.75 at twice, 0.9 at five times. */
    double score(long count) {
        return 1 - 0.5 * most / count;
    }

    /**
     * A score of volume, seen with whom it went to: all of it when everybody is a stranger, a quarter when nobody is. A
     * thief writes to strangers, or the same to everybody, which other detectors see; a series of patches to the list
     * that it always goes to is no theft, wherever its author is.
     */
    static double among(SendingLog.Sums sent, double score) {
        double strangers = sent.recipients() == 0 ? 0 : Math.min(1, (double) sent.fresh() / sent.recipients());
        return score * (TO_FRIENDS + (1 - TO_FRIENDS) * strangers);
    }

    /**
     * A score of strangers, seen with who else was written to: all of it when every message goes to strangers alone, half
     * when none does. A series of patches or an answer to all brings people in beside those who are known; a thief, who
     * knows nobody there, writes to strangers alone.
     */
    static double besideKnown(SendingLog.Sums sent, double score) {
        double alone = sent.messages() == 0 ? 1 : Math.min(1, (double) sent.strange() / sent.messages());
        return score * (BESIDE_KNOWN + (1 - BESIDE_KNOWN) * alone);
    }

    Explanation explain(long count, String what) {
        String lowered = risk.stands() ? ", lowered because of an anomalous login" : "";
        return Explanation.of(
                "%,d %s within %s (limit %,.0f%s; its own highest so far %,.0f)",
                count, what, Explanation.period(config.window()), Math.floor(most), lowered, usual);
    }
}
