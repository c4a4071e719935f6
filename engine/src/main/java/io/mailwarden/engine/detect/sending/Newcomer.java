package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.profile.Profile;

/** Accounts that have no habits of sending yet, and who measures them. */
final class Newcomer {

    private Newcomer() {}

    // What joins with sending at all, as shipped.
    private static final double RISKY = 0.25;

    /**
     * Whether there is anything to measure the account by: its own habits, or while there are none its house's; or, of
     * messages to strangers alone, the shipped limit where a risky login stands, since who is new and came from elsewhere
     * is no new employee at work.
     */
    static boolean measuredAlone(MessageSighting sighting, Profile profile) {
        return measured(sighting, profile) || sighting.risk().score() >= RISKY;
    }

    /** Whether there is anything to measure the account by: its own habits, or while there are none its house's. */
    static boolean measured(MessageSighting sighting, Profile profile) {
        return profile.sent().known(sighting.at()) || sighting.organisation().measuresSending(sighting.at());
    }
}
