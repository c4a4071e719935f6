package io.mailwarden.mailet.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.engine.response.scan.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The own scanner with the shipped settings, for tests. */
final class Scans {

    static final OwnScanner OWN = new OwnScanner(Thresholds.of(ScannerConfig.defaults()), Brands.shippedAnd(List.of()));

    private Scans() {}

    static ScanResult normal(Eml message) {
        return OWN.scan(message.target(), Sensitivity.NORMAL);
    }

    static ScanResult heightened(Eml message) {
        return OWN.scan(message.target(), Sensitivity.HEIGHTENED);
    }

    /** Clean at normal sensitivity, and not malicious at heightened. */
    static void assertHonest(Eml message) {
        ScanResult result = heightened(message);
        assertThat(result.verdict().label()).as(result.toString()).isNotEqualTo("malicious");
        assertThat(normal(message).verdict().label()).as(result.toString()).isEqualTo("clean");
    }

    static ScanVerdict verdict(MessageScanner scanner, Eml message) {
        return scanner.scan(message.target(), Sensitivity.NORMAL).verdict();
    }

    static Set<Sign> signs(Eml message) {
        return signs(message, Surroundings.NONE);
    }

    static Set<Sign> signs(Eml message, Surroundings surroundings) {
        try {
            Findings findings = OWN.findings(new ByteArrayInputStream(message.bytes()), surroundings);
            Set<Sign> signs = EnumSet.noneOf(Sign.class);
            for (Sign sign : Sign.values()) {
                if (findings.has(sign)) {
                    signs.add(sign);
                }
            }
            return signs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
