package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.profile.Profile;

/** Accounts that have no habits of sending yet, and who measures them. */
final class Newcomer {

    private Newcomer() {}

    /** Whether there is anything to measure the account by: its own habits, or while there are none its house's. */
    static boolean measured(MessageSighting sighting, Profile profile) {
        return profile.sent().known(sighting.at()) || sighting.organisation().measuresSending(sighting.at());
    }
}
