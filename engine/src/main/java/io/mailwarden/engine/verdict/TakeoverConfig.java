package io.mailwarden.engine.verdict;

import io.mailwarden.engine.support.Require;

/**
 * The settings of takeovers: from which joint score on signs are critical. Scores are 0 to 1; independent ones combine
 * as 1 - Π (1 - score).
 *
 * @param eachStream the least that logins and sending must each come to, 0 to 1
 * @param bothStreams what they must come to together, 0 to 1
 * @param weakLogin the least that logins must come to when sending is overwhelming, 0 to 1
 * @param overwhelming what they must come to together then, 0 to 1
 * @param oneStream what at least two independent signs of one stream alone must come to, 0 to 1
 */
public record TakeoverConfig(
        double eachStream, double bothStreams, double weakLogin, double overwhelming, double oneStream) {

    public TakeoverConfig {
        Require.within(eachStream, 0, 1, "score");
        Require.within(bothStreams, 0, 1, "score");
        Require.within(weakLogin, 0, 1, "score");
        Require.within(overwhelming, 0, 1, "score");
        Require.within(oneStream, 0, 1, "score");
    }

    /** The shipped settings, found by replaying open data: see docs/detection.md. */
    public static TakeoverConfig defaults() {
        return new TakeoverConfig(0.25, 0.7, 0.1, 0.9, 0.95);
    }
}
