package io.mailwarden.mailet;

import io.mailwarden.engine.event.Message.Scan;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders.Header;

/**
 * What James's own scanners left on a mail: RspamdScanner and SpamAssassin as headers for each recipient, the SMTP
 * handler of SpamAssassin and the mailet ClamAVScan as attributes. Headers of the message itself do not count: its
 * writer can put anything there.
 */
final class ScannerHeaders {

    private static final String RSPAMD = "org.apache.james.rspamd.status";
    private static final String SPAM_ASSASSIN = "org.apache.james.spamassassin.status";
    private static final String CLAM_AV = "org.apache.james.infected";
    private static final Set<String> NAMES = Set.of(RSPAMD, SPAM_ASSASSIN, CLAM_AV);

    // Rspamd: "Yes, actions=reject score=15.2 requiredScore=15.0"; SpamAssassin: "Yes, hits=15.2 required=5.0".
    private static final Pattern HITS =
            Pattern.compile("hits=(\\d{1,6}(?:\\.\\d{1,6})?) required=(\\d{1,6}(?:\\.\\d{1,6})?)");

    // James's sample configuration of SpamAssassin's SMTP handler rejects at 15, three times what makes spam.
    private static final double TIMES_REQUIRED = 3;

    private ScannerHeaders() {}

    /** The worst that any scanner said for any recipient; empty when none looked. */
    static Optional<Scan> of(Mail mail) {
        Stream<Optional<Scan>> headers = mail.getPerRecipientSpecificHeaders().getHeadersByRecipient().values().stream()
                .filter(header -> NAMES.contains(header.getName()))
                .map(Header::getValue)
                .map(ScannerHeaders::scan);
        Stream<Optional<Scan>> attributes = NAMES.stream()
                .map(name -> MailAttributes.text(mail, AttributeName.of(name)).flatMap(ScannerHeaders::scan));
        return Stream.concat(headers, attributes).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static Optional<Scan> scan(String status) {
        String said = status.strip().toLowerCase(Locale.ROOT);
        if (said.startsWith("true")) {
            return Optional.of(Scan.MALICIOUS);
        }
        if (said.startsWith("yes,")) {
            return Optional.of(said.contains("actions=reject") || farOver(said) ? Scan.MALICIOUS : Scan.SUSPICIOUS);
        }
        // "hits=?" is what is left when the scanner did not answer.
        boolean looked = (said.startsWith("no,") || said.startsWith("false")) && !said.contains("=?");
        return looked ? Optional.of(Scan.CLEAN) : Optional.empty();
    }

    private static boolean farOver(String status) {
        Matcher hits = HITS.matcher(status);
        return hits.find() && Double.parseDouble(hits.group(1)) >= TIMES_REQUIRED * Double.parseDouble(hits.group(2));
    }
}
