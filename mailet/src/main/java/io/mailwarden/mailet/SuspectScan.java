package io.mailwarden.mailet;

import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans what an account sends while something stands against it; what others send is left to James's own scanners. So
 * few messages are looked at, and a scanner's rare error needs a doubtful login beside it to matter. Thread-safe.
 */
final class SuspectScan {

    static final String ALARM = "scan-failed";

    private static final Logger LOGGER = LoggerFactory.getLogger(SuspectScan.class);

    // The scanner keeps less of a message than that.
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Warden warden;
    private final MessageScanner scanner;
    private final Alarms alarms;

    @Inject
    SuspectScan(Warden warden, MessageScanner scanner, Alarms alarms) {
        this.warden = warden;
        this.scanner = scanner;
        this.alarms = alarms;
    }

    /**
     * Suspicious, when the scanner calls the account's message malicious; empty when it does not, or nothing stands.
     */
    Optional<Scan> at(Mail mail, Account account) {
        return warden.suspects(account) ? scanned(mail, account) : Optional.empty();
    }

    private Optional<Scan> scanned(Mail mail, Account account) {
        try {
            Optional<byte[]> bytes = MailBytes.read(mail, in -> in.readNBytes(MOST_BYTES));
            Optional<ScanResult> result = bytes.map(message -> scanner.scan(
                    ScanTarget.of(message).sentBy(account).to(Submission.recipients(mail)), Sensitivity.NORMAL));
            return result.filter(found -> found.verdict() == ScanVerdict.MALICIOUS)
                    .map(found -> {
                        LOGGER.warn("mail {} of {} looks malicious: {}", mail.getName(), account, found.reasons());
                        // Not the certainty that critical needs: one in some thousand honest messages looks so.
                        return Scan.SUSPICIOUS;
                    });
        } catch (IOException | MessagingException | RuntimeException e) {
            alarms.happened(ALARM, "a message could not be scanned before it was assessed", e);
            return Optional.empty();
        }
    }
}
