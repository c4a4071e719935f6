package io.mailwarden.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.login.LoginDetection;
import io.mailwarden.engine.detect.login.LoginDetectors;
import io.mailwarden.engine.detect.sending.SendingDetection;
import io.mailwarden.engine.detect.sending.SendingDetectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/detectors.md says what the detectors say of themselves. Nobody writes it by hand: {@code ./mvnw -pl engine test
 * -Dtest=DetectorsPageTest -Dpage.write=true} does.
 */
class DetectorsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "detectors.md");

    private static final String HEAD =
            """
            # Detectors

            What Mailwarden looks for, in the order in which it is asked. Alone each finding is *suspected*, unless its
            row says otherwise; findings that look at different things join, and two that are strong enough together
            are a *takeover*, which is critical: [ADR 6](adr/0006-signs-and-cases.md). How often each is wrong, and what
            it brings: [detection.md](detection.md). The limits of each, where it has any, are the section of its name in
            `conf/mailwarden.properties`.

            Written from the code, not by hand: `./mvnw -pl engine test -Dtest=DetectorsPageTest -Dpage.write=true`.

            | detector | finds | looks at |
            | --- | --- | --- |
            """;

    private static String page() {
        return Detectors.of(
                        LoginDetectors.standard(LoginDetection.defaults()),
                        SendingDetectors.standard(SendingDetection.defaults()))
                .all()
                .stream()
                .map(DetectorsPageTest::row)
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String row(Detector detector) {
        String evidence = detector.evidence().stream()
                .sorted()
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return "| " + detector.type() + " | " + detector.finds() + " | " + evidence + " |\n";
    }

    @Test
    void saysWhatTheDetectorsSay() throws IOException {
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).hasContent(page());
    }
}
