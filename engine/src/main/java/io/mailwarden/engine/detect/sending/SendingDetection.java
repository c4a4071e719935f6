package io.mailwarden.engine.detect.sending;

/** The limits of all detectors that look at what is sent; each component is a section of the configuration file. */
public record SendingDetection(
        SendingConfig submissionBurst,
        SendingConfig recipientFanOut,
        SendingConfig strangers,
        SendingCapConfig sendingCap,
        HabitConfig recipientBurst,
        SlowDripConfig slowDrip,
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
                SendingConfig.burst(),
                SendingConfig.fanOut(),
                SendingConfig.strangers(),
                SendingCapConfig.defaults(),
                HabitConfig.recipients(),
                SlowDripConfig.defaults(),
                HabitConfig.copies(),
                SharedTextConfig.defaults(),
                OddMessageConfig.defaults(),
                UnusualSendingHourConfig.defaults(),
                NewLinkConfig.defaults(),
                BounceStormConfig.defaults(),
                UnusualSendingConfig.defaults());
    }
}
