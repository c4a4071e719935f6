package io.mailwarden.engine.detect.sending;

/** The limits of the detectors that look at how much is sent, and to how many; each component is a section. */
public record SendingVolumeDetection(
        SendingConfig submissionBurst,
        SendingConfig recipientFanOut,
        SendingConfig strangers,
        SendingCapConfig sendingCap,
        HabitConfig recipientBurst,
        SlowDripConfig slowDrip,
        StrangerFloodConfig strangerFlood) {

    /** The shipped settings. */
    public static SendingVolumeDetection defaults() {
        return new SendingVolumeDetection(
                SendingConfig.burst(),
                SendingConfig.fanOut(),
                SendingConfig.strangers(),
                SendingCapConfig.defaults(),
                HabitConfig.recipients(),
                SlowDripConfig.defaults(),
                StrangerFloodConfig.defaults());
    }
}
