package io.mailwarden.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.response.scan.MessageScanner;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.response.scan.Sensitivity;
import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.signs.Brands;
import io.mailwarden.scanner.signs.OwnScanner;
import io.mailwarden.scanner.signs.SeenSigns;
import io.mailwarden.scanner.signs.Sign;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The own scanner with the shipped settings, for tests. */
public final class Scans {

    static final OwnScanner OWN =
            new OwnScanner(Scanners.thresholds(ScannerConfig.defaults()), Brands.shippedAnd(List.of()));

    private Scans() {}

    public static ScanResult normal(Eml message) {
        return OWN.scan(message.target(), Sensitivity.NORMAL);
    }

    /** Of a message that {@link Eml} cannot write. */
    public static ScanResult scan(ScanTarget message, Sensitivity sensitivity) {
        return OWN.scan(message, sensitivity);
    }

    public static ScanResult heightened(Eml message) {
        return OWN.scan(message.target(), Sensitivity.HEIGHTENED);
    }

    /** Clean at normal sensitivity, and not malicious at heightened. */
    public static void assertHonest(Eml message) {
        ScanResult result = heightened(message);
        assertThat(result.verdict().label()).as(result.toString()).isNotEqualTo("malicious");
        assertThat(normal(message).verdict().label()).as(result.toString()).isEqualTo("clean");
    }

    static ScanVerdict verdict(MessageScanner scanner, Eml message) {
        return scanner.scan(message.target(), Sensitivity.NORMAL).verdict();
    }

    public static Set<Sign> signs(Eml message) {
        return signs(message, Surroundings.NONE);
    }

    public static Set<Sign> signs(Eml message, Surroundings surroundings) {
        try {
            SeenSigns findings = OWN.findings(new ByteArrayInputStream(message.bytes()), surroundings, List.of());
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
