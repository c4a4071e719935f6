package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.Envelope;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.qr.QrCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scanner of Mailwarden itself, which looks at the message alone. */
public final class OwnScanner implements MessageScanner {

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnScanner.class);

    // What a report attaches or forwards is what somebody else wrote: of itself it makes nobody's message malicious.
    private static final double SHARE_IN_REPORT = 0.1;

    private final Thresholds thresholds;
    private final List<Check> checks;
    private final List<Check> messageChecks;
    private final List<Check> pageChecks;
    private final List<Check> reporterChecks;
    private final QrCodes codes = new QrCodes();

    public OwnScanner(Thresholds thresholds, Brands brands) {
        this.thresholds = thresholds;
        Check targets = new LinkTargets(brands);
        Check texts = new LinkTexts(brands);
        Check pictures = new PictureLinks(brands);
        Check names = new SenderNames(brands);
        Check wording = new Wording();
        Check disguises = new Disguises();
        Check shape = new BodyShape();
        Check files = new AttachedFiles();
        Check together = new Combinations();
        Check letters = new Letters();
        checks = List.of(targets, texts, pictures, names, wording, disguises, shape, files, together, letters);
        messageChecks = List.of(targets, texts, names, wording, disguises, shape, files, together, letters);
        // A page has no sender and no attachments of its own, and is HTML alone.
        pageChecks = List.of(targets, texts, wording, disguises, together);
        // What is the reporter's own where the text is somebody else's.
        reporterChecks = List.of(names, files);
    }

    @Override
    public ScanResult scan(ScanTarget target, Sensitivity sensitivity) {
        try (InputStream in = target.source().open()) {
            SeenSigns findings = findings(in, target.surroundings(), target.recipients());
            double score = score(findings.weight());
            ScanVerdict verdict = thresholds.verdict(score, sensitivity);
            return new ScanResult(verdict, score, findings.reasons());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is seen in a message.
     *
     * @param recipients those of its envelope; empty when they are not known
     */
    public SeenSigns findings(InputStream message, Surroundings surroundings, List<String> recipients)
            throws IOException {
        ParsedMessage specimen = ParsedMessage.of(message, codes);
        // Whatever its head says, what goes to anybody else is no report.
        boolean toOffices =
                specimen.envelope().toReportOffice() && recipients.stream().allMatch(Envelope::takesReports);
        SeenSigns findings = toOffices && specimen.forwards()
                ? forwarded(specimen, surroundings)
                : seen(checks, specimen, surroundings);
        double share = toOffices || specimen.feedback() ? SHARE_IN_REPORT : 1;
        for (ParsedMessage inside : specimen.inside()) {
            boolean page = inside.page();
            SeenSigns attached = seen(page ? pageChecks : messageChecks, inside, surroundings);
            findings.addAll(attached, share, page ? "attached page: " : "attached message: ");
        }
        return findings;
    }

    private SeenSigns forwarded(ParsedMessage specimen, Surroundings surroundings) {
        SeenSigns findings = seen(reporterChecks, specimen, surroundings);
        findings.addAll(seen(checks, specimen, surroundings), SHARE_IN_REPORT, "forwarded in the text: ");
        return findings;
    }

    private static SeenSigns seen(List<Check> checks, ParsedMessage specimen, Surroundings surroundings) {
        SeenSigns findings = new SeenSigns();
        for (Check check : checks) {
            try {
                check.look(specimen, surroundings, findings);
            } catch (RuntimeException | StackOverflowError e) {
                // One check that a message gets the better of must not silence the others.
                LOGGER.warn("check {} failed", check.getClass().getSimpleName(), e);
            }
        }
        return findings;
    }

    private static double score(double weight) {
        return rounded(1 - Math.exp(-weight));
    }

    public static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }
}
