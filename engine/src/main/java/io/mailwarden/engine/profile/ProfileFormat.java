package io.mailwarden.engine.profile;

import io.mailwarden.engine.event.UnreadableSnapshot;

/** Stand-in. */
final class ProfileFormat {

    private ProfileFormat() {}

    static byte[] bytes(Profile profile) {
        return new byte[0];
    }

    static Profile profile(byte[] bytes, Lasting lasting) throws UnreadableSnapshot {
        return new Profile(lasting);
    }
}
