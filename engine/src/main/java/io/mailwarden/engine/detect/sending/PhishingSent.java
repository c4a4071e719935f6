package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.support.MailAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message that a scanner calls spam, phishing or malware: critical, score 0.95, since scanners err. One that it finds
 * suspicious is suspected, score 0.4: scanners misfire on authenticated mail (rspamd 2425). It fires while learning
 * too.
 *
 * <p>Silent for mail to nobody but those who take such reports: {@code abuse} and {@code security} (RFC 2142), and names
 * that stand for nothing else. A user who reports phishing to them, inline, attached or as a feedback report (RFC 5965),
 * sends none. For a help desk of another name an administrator makes an exception for the recipient.
 */
final class PhishingSent implements Detector {

    private static final double MALICIOUS_SCORE = 0.95;
    private static final double SUSPICIOUS_SCORE = 0.4;
    private static final int MOST_TOLD = 5;
    private static final Set<String> TAKE_REPORTS = Set.of(
            "abuse",
            "security",
            "phishing",
            "phish",
            "spam",
            "report-phishing",
            "reportphishing",
            "report-phish",
            "reportphish",
            "report-spam",
            "reportspam",
            "phishing-report",
            "spam-report",
            "csirt");

    @Override
    public String type() {
        return "phishing-sent";
    }

    @Override
    public String finds() {
        return "a message that a scanner calls malicious, unless it goes to abuse@ and their like alone; critical";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CONTENT);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        Scan scan = sighting.message().content().scan().orElse(Scan.CLEAN);
        if (scan == Scan.CLEAN || isReport(sighting.message().recipients())) {
            return Optional.empty();
        }
        boolean malicious = scan == Scan.MALICIOUS;
        return Optional.of(found(
                malicious ? Severity.CRITICAL : Severity.SUSPECTED,
                malicious ? MALICIOUS_SCORE : SUSPICIOUS_SCORE,
                Explanation.of("the scanner calls the message %s", scan.label())));
    }

    private static boolean isReport(List<String> recipients) {
        return !recipients.isEmpty()
                && recipients.size() <= MOST_TOLD
                && recipients.stream().allMatch(one -> TAKE_REPORTS.contains(MailAddress.local(one)));
    }
}
