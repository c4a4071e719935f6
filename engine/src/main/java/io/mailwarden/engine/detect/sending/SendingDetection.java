package io.mailwarden.engine.detect.sending;

/**
 * The limits of all detectors that look at what is sent; each component, and each of a part, is a section of the
 * configuration file.
 */
public record SendingDetection(
        SendingVolumeDetection volume,
        HabitConfig sameText,
        SharedTextConfig sharedText,
        OddMessageConfig oddMessage,
        UnusualSendingHourConfig unusualSendingHour,
        NewLinkConfig newLink,
        BounceStormConfig bounceStorm,
        UnusualSendingConfig unusualSending) {

    /** The default settings, as in the shipped configuration file. */
    public static SendingDetection defaults() {
        return new SendingDetection(
                SendingVolumeDetection.defaults(),
                HabitConfig.copies(),
                SharedTextConfig.defaults(),
                OddMessageConfig.defaults(),
                UnusualSendingHourConfig.defaults(),
                NewLinkConfig.defaults(),
                BounceStormConfig.defaults(),
                UnusualSendingConfig.defaults());
    }
}
