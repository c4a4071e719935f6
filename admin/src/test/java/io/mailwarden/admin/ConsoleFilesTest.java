package io.mailwarden.admin;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's files as WebAdmin serves them, without a sign-in. */
class ConsoleFilesTest extends RoutesOfTest {

    private static final String BASE = "/mailwarden/console/";
    private static final int FIRST_PAGE_BYTES = 400_000;
    private static final Path SOURCES = Path.of("src/main/resources/io/mailwarden/admin/console");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\\(?\"(\\.{1,2}/[^\"]+)\"");
    private static final Pattern STATIC_IMPORT = Pattern.compile("(?m)^import [^;\"]*\"(\\.{1,2}/[^\"]+)\";");
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([a-z][^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("(?m)^ {2}\"([^\"]+)\": \"(.*)\",$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    private HttpResponse<String> file(String name) {
        HttpResponse<String> response = anonymously("GET", BASE + name);
        assertThat(response.statusCode()).as(name).isEqualTo(200);
        return response;
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html; charset=utf-8",
        "index.html, text/html; charset=utf-8",
        "js/main.js, text/javascript; charset=utf-8",
        "lib/lit-html.js, text/javascript; charset=utf-8",
        "console.css, text/css; charset=utf-8",
        "data/world.json, application/json",
        "icon.svg, image/svg+xml"
    })
    void saysWhatEachFileIs(String name, String type) {
        assertThat(header(file(name), "Content-Type").toLowerCase(Locale.ROOT).replace("; ", ";"))
                .isEqualTo(type.replace("; ", ";"));
    }

    @Test
    void everyFileComesWithThePolicyAndIsAskedAboutAgain() throws IOException {
        for (String name : listed()) {
            HttpResponse<String> response = file(name);

            assertThat(header(response, "Content-Security-Policy"))
                    .as(name)
                    .contains(
                            "default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "form-action 'none'")
                    .doesNotContain("unsafe", "*", "http");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void isNotSentAgainToWhoHasIt() {
        String tag = header(file("js/main.js"), "ETag");

        HttpResponse<String> again = anonymously("GET", BASE + "js/main.js", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(anonymously("GET", BASE + "js/api.js", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void leadsToItsPagesWithoutNamingAHost() {
        HttpResponse<String> response = anonymously("GET", "/mailwarden/console");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(header(response, "Location")).isEqualTo("console/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files.txt",
                "js",
                "js/",
                "js/none.js",
                "../overview",
                "js/../../overview",
                "%2e%2e/overview",
                "..%2foverview",
                "js/main.js/..",
                "js/main.js;x/../../overview",
                "..;/overview",
                "%2e%2e%2f%2e%2e%2f%2e%2e%2fadmin/Guard.class",
                "js/main.js%00.html",
                "js\\main.js",
                "JS/main.js",
                "META-INF/MANIFEST.MF",
                "lib/../files.txt"
            })
    void servesNothingElseToWhoIsNotSignedIn(String path) {
        assertThat(anonymously("GET", BASE + path.replace("\\", "%5C")).statusCode())
                .isIn(400, 401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void isReadOnly(String method) {
        assertThat(anonymously(method, BASE + "index.html").statusCode()).isIn(401, 404);
    }

    @Test
    void listNamesWhatIsThere() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !name.equals("files.txt")))
                    .containsExactlyInAnyOrderElementsOf(listed().stream()
                            .filter(name -> !name.startsWith("lib/"))
                            .toList());
        }
    }

    @Test
    void whatAPageNamesIsServedAndAllTogetherIsSmall() {
        Set<String> all = reached(IMPORT, references());

        assertThat(all).contains("js/pages/incident.js", "lang/de.js", "lib/lit-html.js");
        // The last one is fetched when a map is shown.
        assertThat(bytes(all) + file("data/world.json").body().length()).isLessThan(FIRST_PAGE_BYTES);
    }

    /** What the first page needs is named in its head: nothing is found out only when something else has arrived. */
    @Test
    void theFirstPageAsksForAllThatItNeedsAtOnce() {
        Set<String> needed = reached(STATIC_IMPORT, List.of("js/main.js", "js/pages/overview.js"));

        assertThat(references().stream().filter(name -> name.endsWith(".js")))
                .containsExactlyInAnyOrderElementsOf(needed);
        assertThat(bytes(references())).isLessThan(FIRST_PAGE_BYTES / 3);
    }

    private List<String> references() {
        return found(REFERENCE, file("index.html").body()).toList();
    }

    private Set<String> reached(Pattern imports, List<String> from) {
        Deque<String> todo = new ArrayDeque<>(from);
        Set<String> seen = new TreeSet<>();
        while (!todo.isEmpty()) {
            String name = todo.pop();
            if (seen.add(name)) {
                found(imports, file(name).body())
                        .map(other -> resolved(name, other))
                        .forEach(todo::add);
            }
        }
        return seen;
    }

    private long bytes(Collection<String> names) {
        return names.stream()
                .mapToLong(name -> file(name).body().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static String resolved(String from, String to) {
        return Path.of(from).resolveSibling(to).normalize().toString().replace('\\', '/');
    }

    @Test
    void allLanguagesSayTheSame() throws IOException {
        String english = Files.readString(SOURCES.resolve("lang/en.js"));
        String german = Files.readString(SOURCES.resolve("lang/de.js"));

        assertThat(keys(german))
                .isEqualTo(keys(english))
                .hasSizeGreaterThan(300)
                .contains("decide.confirm.does");
        assertThat(german.lines().filter(line -> line.startsWith("  ")))
                .as("each line is a key")
                .allMatch(line -> KEY.matcher(line).matches());
        keys(english)
                .forEach(key -> assertThat(placeholders(german, key)).as(key).isEqualTo(placeholders(english, key)));
    }

    private static List<String> keys(String language) {
        return found(KEY, language).sorted().toList();
    }

    private static Set<String> placeholders(String language, String key) {
        String words = KEY.matcher(language)
                .results()
                .filter(match -> match.group(1).equals(key))
                .findFirst()
                .orElseThrow()
                .group(2);
        return PLACEHOLDER.matcher(words).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }

    @Test
    void whatStrangersWroteIsNeverMarkup() throws IOException {
        for (String name : listed()) {
            if (name.startsWith("js/")) {
                assertThat(file(name).body())
                        .as(name)
                        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "unsafeHTML")
                        .doesNotContain("eval(", "new Function", "style=\"", "javascript:");
            }
        }
        assertThat(file("").body()).doesNotContain("<style", "style=", "onclick", "<script>");
    }

    private static List<String> listed() throws IOException {
        return Files.readAllLines(SOURCES.resolve("files.txt")).stream()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }
}
