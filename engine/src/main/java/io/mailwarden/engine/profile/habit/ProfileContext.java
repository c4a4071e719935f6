package io.mailwarden.engine.profile.habit;

/** What all profiles share: the settings and what follows from them. */
public record ProfileContext(
        ProfileConfig config, Windows windows, Decay decay, int forgetAfterMinutes, int halfLifeMinutes) {

    public static ProfileContext of(ProfileConfig config, Windows windows) {
        return new ProfileContext(
                config,
                windows,
                new Decay(config.halfLife()),
                Decay.minutes(config.forgetAfter()),
                Decay.minutes(config.halfLife()));
    }
}
