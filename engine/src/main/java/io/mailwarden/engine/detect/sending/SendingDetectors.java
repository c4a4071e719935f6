package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Detector;
import java.util.List;

/** Makes the detectors that look at what is sent, in the order in which their findings are listed. */
public final class SendingDetectors {

    /** Name of the detector of links to where nobody here linked before. */
    public static final String NEW_LINK = "new-link";

    private SendingDetectors() {}

    /** All of them, with these limits. */
    public static List<Detector> standard(SendingDetection limits) {
        return List.of(
                new SubmissionBurst(limits.volume().submissionBurst()),
                new RecipientFanOut(limits.volume().recipientFanOut()),
                new Strangers(limits.volume().strangers()),
                new SendingCap(limits.volume().sendingCap()),
                new RecipientBurst(limits.volume().recipientBurst()),
                new SlowDrip(limits.volume().slowDrip()),
                new StrangerFlood(limits.volume().slowDrip(), limits.volume().strangerFlood()),
                new SameText(limits.sameText()),
                new SharedText(limits.sharedText()),
                new OddMessage(limits.oddMessage()),
                new ForeignSender(),
                new ForeignReplyTo(),
                new NewHand(),
                new UnusualSendingHour(limits.unusualSendingHour()),
                new NewLink(limits.newLink()),
                new BounceStorm(limits.bounceStorm()),
                new UnusualSending(limits.unusualSending()),
                new PhishingSent());
    }
}
