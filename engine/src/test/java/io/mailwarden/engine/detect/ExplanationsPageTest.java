package io.mailwarden.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.login.LoginDetection;
import io.mailwarden.engine.detect.login.LoginDetectors;
import io.mailwarden.engine.detect.sending.SendingDetection;
import io.mailwarden.engine.detect.sending.SendingDetectors;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.verdict.ExceptionFields;
import io.mailwarden.engine.verdict.Takeover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/explanations.md has what administrators read: examples of what each detector says, told by {@link ToldFindings}.
 * {@code ./mvnw -pl engine test -Dtest=ExplanationsPageTest -Dpage.write=true} writes it; whoever changes a sentence
 * reads it there.
 */
class ExplanationsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "explanations.md");
    private static final int EXAMPLES = 4;

    private static final String HEAD =
            """
            # What administrators read

            Examples of what each detector says, each sentence once in each of its forms: what was seen, what was
            expected, by how much. Written by playing stories, not by hand:
            `./mvnw -pl engine test -Dtest=ExplanationsPageTest -Dpage.write=true`.

            | detector | severity | score | explanation |
            | --- | --- | --- | --- |
            """;

    private static final Map<String, List<Anomaly>> EXAMPLES_BY_TYPE = new LinkedHashMap<>();

    private static List<String> types() {
        List<String> types = new ArrayList<>(Detectors.of(
                        LoginDetectors.standard(LoginDetection.defaults()),
                        SendingDetectors.standard(SendingDetection.defaults()))
                .all()
                .stream()
                .map(Detector::type)
                .toList());
        types.add(Takeover.TYPE);
        return types;
    }

    @BeforeAll
    static void play() {
        List<Anomaly> all = ToldFindings.all();
        for (String type : types()) {
            EXAMPLES_BY_TYPE.put(
                    type, examples(all.stream().filter(one -> one.type().equals(type))));
        }
    }

    // Of each form of a sentence, which is what is left without numbers and names, the gravest.
    private static List<Anomaly> examples(Stream<Anomaly> found) {
        Map<String, Anomaly> forms = new LinkedHashMap<>();
        found.sorted(Comparator.comparing(Anomaly::severity)
                        .thenComparing(one -> one.score().value())
                        .reversed())
                .forEach(one -> forms.putIfAbsent(form(one), one));
        return forms.values().stream().limit(EXAMPLES).toList();
    }

    private static String form(Anomaly anomaly) {
        return anomaly.explanation()
                .text()
                .replaceAll("[A-Z]\\S*|\\S*[0-9]\\S*", "#")
                .replaceAll("(# ?)+", "#");
    }

    private static String page() {
        return EXAMPLES_BY_TYPE.values().stream()
                .flatMap(List::stream)
                .map(one -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %.2f | %s |%n",
                        one.type(),
                        one.severity().label(),
                        one.score().value(),
                        one.explanation().text().replace("|", "\\|")))
                .collect(Collectors.joining("", HEAD, ""));
    }

    @Test
    void saysWhatAdministratorsRead() throws IOException {
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).hasContent(page());
    }

    @Test
    void everyDetectorIsHeard() {
        assertThat(EXAMPLES_BY_TYPE)
                .allSatisfy((type, examples) -> assertThat(examples).as(type).isNotEmpty());
    }

    @Test
    void whatIsToldAsCriticalCannotBeSwitchedOffForEverybodyByAccident() {
        assertThat(EXAMPLES_BY_TYPE.values().stream()
                        .flatMap(List::stream)
                        .filter(Anomaly::critical)
                        .map(Anomaly::type)
                        .distinct())
                .isNotEmpty()
                .allMatch(ExceptionFields::critical);
    }

    @Test
    void everySentenceIsWholeAndSpeaksOfOneAndOfMany() {
        assertThat(EXAMPLES_BY_TYPE.values().stream().flatMap(List::stream)).allSatisfy(one -> {
            String text = one.explanation().text();
            assertThat(text)
                    .doesNotContainPattern(
                            "\\b1 (others|other providers|other programs|messages|recipients|days|times)\\b")
                    .doesNotContainPattern(
                            "\\b([2-9]|[1-9][0-9]+) (message|recipient|day|hour|account|domain|report)\\b")
                    .doesNotContainPattern("[0-9]\\.(\\D|$)|NaN|null|Infinity|Optional|\\{|\\s{2}|: *$|, *$")
                    .doesNotContainPattern("\\bof kind (residential|hosting|anonymizer)|\\bx[0-9]");
            assertThat(text.length()).as(text).isLessThan(AlertContent.LINE);
        });
    }
}
