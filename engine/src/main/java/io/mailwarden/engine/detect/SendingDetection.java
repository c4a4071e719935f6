package io.mailwarden.engine.detect;

/** The limits of all detectors that look at what is sent; each component is a section of the configuration file. */
public record SendingDetection(SendingConfig submissionBurst, SendingConfig recipientFanOut, SendingConfig strangers) {

    /** The shipped settings. */
    public static SendingDetection defaults() {
        return new SendingDetection(SendingConfig.burst(), SendingConfig.fanOut(), SendingConfig.strangers());
    }
}
