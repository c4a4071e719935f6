package io.mailwarden.engine;

import io.mailwarden.engine.detect.GuessedPasswordConfig;
import io.mailwarden.engine.detect.ImpossibleTravelConfig;
import io.mailwarden.engine.detect.SendingConfig;
import io.mailwarden.engine.origin.OriginConfig;
import io.mailwarden.engine.profile.ProfileConfig;
import io.mailwarden.engine.verdict.PolicyConfig;

/**
 * All settings of the engine. A key of the configuration file is the component's name here, a dot, and the component's
 * name there, in kebab case: {@code impossible-travel.max-speed-km-per-h}.
 */
public record EngineConfig(
        PolicyConfig policy,
        OriginConfig origin,
        ProfileConfig profile,
        ImpossibleTravelConfig impossibleTravel,
        GuessedPasswordConfig guessedPassword,
        SendingConfig submissionBurst,
        SendingConfig recipientFanOut) {

    /** The shipped settings. */
    public static EngineConfig defaults() {
        return new EngineConfig(
                PolicyConfig.defaults(),
                OriginConfig.defaults(),
                ProfileConfig.defaults(),
                ImpossibleTravelConfig.defaults(),
                GuessedPasswordConfig.defaults(),
                SendingConfig.burst(),
                SendingConfig.fanOut());
    }
}
