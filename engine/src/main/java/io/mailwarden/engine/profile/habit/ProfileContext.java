package io.mailwarden.engine.profile.habit;

import java.time.Duration;

/** What all profiles share: the settings and what follows from them. */
public record ProfileContext(
        ProfileConfig config, Windows windows, Decay decay, int forgetAfterMinutes, int halfLifeMinutes) {

    /**
     * The time windows over which sending is counted.
     *
     * @param messages for submission bursts
     * @param fresh for never-seen recipients
     * @param strange for messages to strangers alone
     */
    public record Windows(Duration messages, Duration fresh, Duration strange) {}

    public static ProfileContext of(ProfileConfig config, Windows windows) {
        return new ProfileContext(
                config,
                windows,
                new Decay(config.halfLife()),
                Decay.minutes(config.forgetAfter()),
                Decay.minutes(config.halfLife()));
    }
}
