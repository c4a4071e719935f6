package io.mailwarden.engine.detect.conversation;

import io.mailwarden.engine.detect.Detector;
import java.util.List;

/** Makes the detectors that look at names and threads, in the order in which their findings are listed. */
public final class ConversationDetectors {

    private ConversationDetectors() {}

    /** All of them; they have no limits. */
    public static List<Detector> standard() {
        return List.of(new ForeignSender(), new ForeignReplyTo(), new ThreadHijack());
    }
}
