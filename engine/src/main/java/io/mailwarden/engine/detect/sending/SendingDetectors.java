package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.conversation.ConversationDetectors;
import java.util.ArrayList;
import java.util.List;

/** Makes the detectors that look at what is sent, in the order in which their findings are listed. */
public final class SendingDetectors {

    /** Name of the detector of links to where nobody here linked before. */
    public static final String NEW_LINK = "new-link";

    private SendingDetectors() {}

    /** All of them, with these limits. */
    public static List<Detector> standard(SendingDetection limits) {
        List<Detector> all = new ArrayList<>();
        all.addAll(ofVolume(limits.volume()));
        all.add(new SameText(limits.sameText()));
        all.add(new SharedText(limits.sharedText()));
        all.add(new OddMessage(limits.oddMessage()));
        all.addAll(ConversationDetectors.standard());
        all.add(new NewHand());
        all.add(new UnusualSendingHour(limits.unusualSendingHour()));
        all.add(new NewLink(limits.newLink()));
        all.add(new BounceStorm(limits.bounceStorm()));
        all.add(new UnusualSending(limits.unusualSending()));
        all.add(new PhishingSent());
        return List.copyOf(all);
    }

    private static List<Detector> ofVolume(SendingVolumeDetection limits) {
        return List.of(
                new SubmissionBurst(limits.submissionBurst()),
                new RecipientFanOut(limits.recipientFanOut()),
                new Strangers(limits.strangers()),
                new SendingCap(limits.sendingCap()),
                new RecipientBurst(limits.recipientBurst()),
                new SlowDrip(limits.slowDrip()),
                new StrangerFlood(limits.slowDrip(), limits.strangerFlood()));
    }
}
