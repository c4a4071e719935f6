package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.engine.response.scan.Surroundings;
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

    private final Thresholds thresholds;
    private final List<Check> checks;
    private final QrCodes codes = new QrCodes();

    public OwnScanner(Thresholds thresholds, Brands brands) {
        this.thresholds = thresholds;
        checks = List.of(
                new LinkTargets(brands),
                new LinkTexts(brands),
                new PictureLinks(brands),
                new SenderNames(brands),
                new Wording(),
                new Disguises(),
                new BodyShape(),
                new AttachedFiles(),
                new Combinations(),
                new Letters());
    }

    @Override
    public ScanResult scan(ScanTarget target, Sensitivity sensitivity) {
        try (InputStream in = target.source().open()) {
            SeenSigns findings = findings(in, target.surroundings());
            double score = score(findings.weight());
            ScanVerdict verdict = thresholds.verdict(score, sensitivity);
            return new ScanResult(verdict, score, findings.reasons());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SeenSigns findings(InputStream message, Surroundings surroundings) throws IOException {
        ParsedMessage specimen = ParsedMessage.of(message, codes);
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
