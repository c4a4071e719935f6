package io.mailwarden.engine.review.owner;

import io.mailwarden.engine.support.Require;
import java.time.Duration;

/**
 * How often owners are told, and how long their links last.
 *
 * @param linkLasts how long a link works, 10m to 30d
 * @param perDay notices about one account within any 24 hours, 1 to 100; what is over it is told of with the next
 *     login of that kind, when there is room
 * @param perHour notices about all accounts within any hour, 1 to 100000, likewise
 * @param againAfter how long a kind of login is not told again to the same owner, 1d to 365d
 */
public record NoticeLimits(Duration linkLasts, int perDay, int perHour, Duration againAfter) {

    /** What the clocks of nodes surely differ less than. */
    public static final Duration SKEW = Duration.ofHours(1);

    public NoticeLimits {
        Require.within(linkLasts, Duration.ofMinutes(10), Duration.ofDays(30));
        Require.within(perDay, 1, 100, "notices");
        Require.within(perHour, 1, 100_000, "notices");
        Require.within(againAfter, Duration.ofDays(1), Duration.ofDays(365));
    }

    /**
     * A week, for holidays end. Three a day, where Nextcloud's suspicious_login stops to tell: a traveller sees an
     * airport, a mobile network and a hotel on one day. 200 an hour from a whole server are no thieves, but a replaced
     * database of places. The same again after a month, as long as somebody remembers where he was.
     */
    public static NoticeLimits defaults() {
        return new NoticeLimits(Duration.ofDays(7), 3, 200, Duration.ofDays(30));
    }
}
