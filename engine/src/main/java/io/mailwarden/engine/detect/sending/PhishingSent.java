package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * A message that a scanner calls spam, phishing or malware: critical, score 0.95, since scanners err. One that it finds
 * suspicious is suspected, score 0.4: scanners misfire on authenticated mail (rspamd 2425). It fires while learning
 * too.
 */
final class PhishingSent implements Detector {

    private static final double MALICIOUS_SCORE = 0.95;
    private static final double SUSPICIOUS_SCORE = 0.4;

    @Override
    public String type() {
        return "phishing-sent";
    }

    @Override
    public String finds() {
        return "a message that a scanner calls malicious; critical";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CONTENT);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        Scan scan = sighting.message().content().scan().orElse(Scan.CLEAN);
        if (scan == Scan.CLEAN) {
            return Optional.empty();
        }
        boolean malicious = scan == Scan.MALICIOUS;
        return Optional.of(found(
                malicious ? Severity.CRITICAL : Severity.SUSPECTED,
                malicious ? MALICIOUS_SCORE : SUSPICIOUS_SCORE,
                Explanation.of("the scanner calls the message %s", scan.label())));
    }
}
