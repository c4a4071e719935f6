package io.mailwarden.it;

import io.mailwarden.testkit.Waiting;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's own Chromium, without a screen. Nothing is downloaded. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target", "console");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AXE = script();

    // What a hand does: a click of the mouse, and a key that stands for one. A page's own clicks are not trusted.
    private static final String COUNTER =
            """
            if (location.protocol.startsWith("http")) {
              const more = () => sessionStorage.setItem("clicks", Number(sessionStorage.getItem("clicks") ?? 0) + 1);
              addEventListener("click", (event) => event.isTrusted && event.detail > 0 && more(), true);
              addEventListener("keydown", (event) => event.isTrusted && event.key === "Enter" && more(), true);
            }
            """;

    // It warns of each browser that is newer than itself.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    Browser() {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        // As root, as builds often run, its sandbox does not work; what is shown is ours.
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-GB");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        runsFirst(COUNTER);
    }

    /** Whether the machine has one. */
    static boolean isThere() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the reader's system asks for: a size in pixels, light or dark. */
    void looksLike(int width, int height, String scheme) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Sends that header with every request. */
    void sends(String header, String value) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of(header, value)));
    }

    /** Runs before the scripts of each page that is opened. */
    void runsFirst(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Opens it anew, also where the address differs by what stands behind # only. */
    void open(String address) {
        driver.get("about:blank");
        driver.get(address);
    }

    /** Opens it as who clicks on it in a mail does: it counts. */
    void follow(String address) {
        open(address);
        driver.executeScript("sessionStorage.setItem('clicks', Number(sessionStorage.getItem('clicks') ?? 0) + 1)");
    }

    /** How many clicks there were on the site that is shown, since the last call; Enter is one, too. */
    long clicks() {
        return (Long)
                Objects.requireNonNull(
                        driver.executeScript(
                                """
                const clicks = Number(sessionStorage.getItem("clicks") ?? 0);
                sessionStorage.removeItem("clicks");
                return clicks;
                """));
    }

    /** Forgets who signed in. */
    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    /** Forgets all that it fetched. */
    void forgetFiles() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    /** What the page that is shown took over the wire, with its head: bytes of all answers so far. */
    long bytesOverTheWire() {
        return ((Number)
                        Objects.requireNonNull(
                                driver.executeScript(
                                        """
                return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                  .reduce((sum, one) => sum + one.transferSize, 0);
                """)))
                .longValue();
    }

    /** What a script's expression is, a number. */
    double number(String expression) {
        return ((Number) Objects.requireNonNull(driver.executeScript("return " + expression))).doubleValue();
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    /** Waits until there is one, with that text. */
    WebElement await(String selector, String text) {
        return Waiting.until(PATIENCE, selector + " with '" + text + "'", () -> all(selector), found -> found.stream()
                        .anyMatch(one -> one.getText().contains(text)))
                .stream()
                .filter(one -> one.getText().contains(text))
                .findFirst()
                .orElseThrow();
    }

    WebElement await(String selector) {
        return await(selector, "");
    }

    /** Waits until nothing is fetched any more. */
    void awaitLoaded() {
        await("h1");
        Waiting.until(PATIENCE, "a page that is loaded", () -> all(".loading").size(), loading -> loading == 0);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** What axe-core finds wrong by WCAG 2.1 A and AA, each with the first place. */
    @SuppressWarnings("unchecked")
    List<String> violations() {
        driver.executeScript(AXE);
        return (List<String>)
                Objects.requireNonNull(
                        driver.executeAsyncScript(
                                """
                const done = arguments[arguments.length - 1];
                axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }).then((found) =>
                  done(found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html}`)));
                """));
    }

    /** What the page, or the policy for it, complained of since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("status of 404"))
                .toList();
    }

    /** By how many pixels the page is wider than the window. */
    long overflow() {
        return (Long) Objects.requireNonNull(
                driver.executeScript("return document.documentElement.scrollWidth - window.innerWidth"));
    }

    /** Keeps a picture of what is seen. */
    void picture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        File taken = driver.getScreenshotAs(OutputType.FILE);
        Files.move(taken.toPath(), PICTURES.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
