package io.mailwarden.engine.profile;

/** What all profiles share: the settings and what follows from them. */
record Lasting(ProfileConfig config, Windows windows, Decay decay, int forgetAfterMinutes, int halfLifeMinutes) {

    static Lasting of(ProfileConfig config, Windows windows) {
        return new Lasting(
                config,
                windows,
                new Decay(config.halfLife()),
                Decay.minutes(config.forgetAfter()),
                Decay.minutes(config.halfLife()));
    }
}
