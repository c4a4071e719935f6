package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The review console in a browser, on a real server after a takeover, as an administrator goes through it. */
@Order(14)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.known("console", "owner", "heir", "boss", "carol", "dora")
            .setting(
                    "console.users",
                    Servers.address("carol") + ":administrator, " + Servers.address("dora") + ":administrator")
            .setting("alert.recipients", Guarded.SECURITY)
            .setting("alert.console-url", ConsoleVisit.ELSEWHERE)
            .build();

    private static final String CAROL = Servers.address("carol");
    private static final String OWNER = Servers.address("owner");
    private static final String SUBJECT = "<img src=x onerror=\"document.title='owned'\"> overdue";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ConsoleVisit visit;
    private static Browser browser;
    private static String incident;
    private static String backtest;

    @BeforeAll
    static void takeOverAndSignIn() throws IOException {
        assumeTrue(Browser.isThere(), "no Chromium here: apt-get install chromium chromium-driver");
        incident = new Thief(SERVER, OWNER).takesOver(SUBJECT);
        backtest = backtested();
        visit = new ConsoleVisit(SERVER, CAROL);
        browser = visit.browser();
        visit.enrolsAndSignsIn();
    }

    @AfterAll
    static void close() {
        if (visit != null) {
            visit.close();
        }
    }

    // What was held would have gone, and what was only suspected before would have been an incident.
    private static String backtested() throws IOException {
        Instant now = SERVER.clock().instant();
        String wanted = "{\"from\":\"" + now.minus(Duration.ofDays(3)) + "\",\"to\":\"" + now.plusSeconds(1)
                + "\",\"changes\":{\"policy.mode\":\"detect\",\"incident.opens-at\":\"0.05\"}}";
        String id = SERVER.admin()
                .post("mailwarden/backtests", wanted)
                .json()
                .path("id")
                .asText();
        Waiting.until(
                PATIENCE,
                "a back-test that is done",
                () -> SERVER.admin().get("mailwarden/backtests/" + id).json(),
                one -> one.path("state").asText().equals("done"));
        return id;
    }

    private static Reviews reviews() throws IOException {
        return new Reviews(SERVER.admin());
    }

    private static String page(String path) throws IOException {
        return visit.page(path);
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({"light, 1360, 900, light", "dark, 1360, 900, dark", "phone, 390, 844, light"})
    void everyPageIsReadableByEverybody(String name, int width, int height, String scheme) throws IOException {
        browser.looksLike(width, height, scheme);
        for (String path : List.of(
                "",
                "incidents",
                "incident/" + incident,
                "account/" + OWNER,
                "held",
                "sessions",
                "blocks",
                "safe-networks",
                "exceptions",
                "alerts",
                "backtests",
                "backtest/" + backtest,
                "audit",
                "settings",
                "console-sessions")) {
            browser.open(page(path));
            browser.awaitLoaded();
            browser.picture((path.isEmpty() ? "overview" : path.replaceAll("/.*", "")) + "-" + name);

            assertThat(browser.violations()).as("%s, %s", path, name).isEmpty();
            assertThat(browser.complaints()).as("%s, %s", path, name).isEmpty();
            assertThat(browser.overflow()).as("%s, %s", path, name).isLessThanOrEqualTo(0);
        }
        browser.looksLike(1360, 900, "light");
    }

    @Test
    @Order(2)
    void whatAStrangerWroteIsText() throws IOException {
        browser.open(page("held"));

        browser.await(".row strong", SUBJECT);
        assertThat(browser.all("main img")).isEmpty();
        assertThat(browser.all("main script")).isEmpty();
    }

    @Test
    @Order(3)
    void releasesOneMessageAfterAsking() throws IOException {
        browser.open(page("held?account=" + OWNER));
        browser.await(".row .acts button", "Release").click();
        int before = reviews().held(OWNER).size();
        browser.await("dialog button", "Cancel").click();
        assertThat(reviews().held(OWNER)).hasSize(before);

        browser.await(".row .acts button", "Release").click();
        browser.await("dialog [data-act]", "Release").click();

        Waiting.untilCount(PATIENCE, "held message", () -> reviews().held(OWNER).size(), before - 1L);
        browser.await("#toasts p", "released");
    }

    @Test
    @Order(3)
    void triesChangedSettings() throws IOException {
        browser.open(page("backtests"));
        browser.await("td code", "policy.mode");
        browser.await("input[placeholder='incident.opens-at']").sendKeys("incident.open-at");
        browser.await("input[placeholder='0.6']").sendKeys("0.7");
        browser.await("form button.primary", "Begin").click();
        browser.await(".problem p", "the nearest is incident.opens-at");

        browser.await("input[placeholder='incident.opens-at']").clear();
        browser.await("input[placeholder='incident.opens-at']").sendKeys("incident.opens-at");
        browser.await("form button.primary", "Begin").click();

        browser.await(".facts code", "0.7");
        browser.await(".badge", "done");
        browser.await("a", "All back-tests").click();
        Waiting.until(
                PATIENCE, "both back-tests", () -> browser.all("main tbody tr").size(), rows -> rows >= 2);
    }

    @Test
    @Order(4)
    void incidentIsFoundUnderstoodAndDecidedByKeyboard() throws IOException {
        browser.open(page("incidents?state=open&account=" + OWNER));
        browser.await("[data-row]", OWNER);
        browser.press("j");
        browser.press(Keys.ENTER);
        browser.await(".case .sentence", "strangers");
        assertThat(browser.address()).endsWith("incident/" + incident);
        browser.await(".map text", "Lagos, NG");
        browser.await(".story strong", "Impossible travel");
        browser.await("aside button", "Taken over");

        browser.press("c");

        Waiting.until(PATIENCE, "a confirmed incident", ConsoleIT::state, "confirmed"::equals);
        browser.await(".case .badge", "taken over");
        assertThat(browser.all("aside button").stream().map(WebElement::getText))
                .noneMatch(words -> words.startsWith("Taken over"));
    }

    @Test
    @Order(3)
    void takesAnIncidentAndWritesAboutIt() throws IOException {
        browser.open(page("incident/" + incident));
        browser.await(".worker", "Nobody works on it yet");
        browser.await(".flow svg text", "Messages");
        browser.await(".worker button", "Take it").click();
        browser.await(".worker", "Taken by " + CAROL);

        browser.press("w");
        browser.await("dialog textarea").sendKeys("Asked him: not he <img src=x onerror=\"document.title='owned'\">");
        browser.await("dialog [data-act]", "Write a comment").click();

        browser.await(".story .comment strong", "Comment by " + CAROL);
        browser.await(".story .comment p", "<img src=x");
        assertThat(browser.all("main img")).isEmpty();
        assertThat(browser.violations()).as("the story").isEmpty();
        browser.picture("comment");

        browser.open(page("incidents?text=LAGOS"));
        browser.await(".row .worker", "taken by " + CAROL);
        browser.await(".row .count", "sent in 24 h");
        browser.open(page("incidents?text=no-such-word"));
        browser.await(".empty", "No incident");
    }

    @Test
    @Order(3)
    void whatAnAccountDidAndWhoElseHasAccessIsShown() throws IOException {
        browser.open(page("account/" + OWNER));
        browser.await(".flow svg text", "Logins");
        browser.await("main", "Nobody else may open its mail");

        browser.open(page("blocks"));
        browser.await("td", OWNER);
        browser.open(page("blocks?domain=elsewhere.test"));
        browser.await(".empty", "Nothing is blocked");
    }

    private static String state() throws IOException {
        return reviews().incident(incident).path("state").asText();
    }

    @Test
    @Order(5)
    void aBlockThatIsSetIsSeenAndLifted() throws IOException {
        browser.open(page("account/" + OWNER));
        browser.await(".deed button", "Block the account").click();
        browser.await("dialog [name=reason]").sendKeys("called the owner");
        browser.await("dialog [data-act]").click();
        browser.await("td", "called the owner");

        browser.await(".deed button", "Give the account back").click();
        browser.await("dialog [data-act]").click();

        Waiting.untilCount(PATIENCE, "block", () -> reviews().blocks(OWNER).size(), 0);
        Waiting.until(PATIENCE, "a resolved incident", ConsoleIT::state, "resolved"::equals);
    }

    @Test
    @Order(6)
    void aSettingIsChangedRefusedAndGivenBackToTheFile() throws IOException {
        browser.open(page("settings?find=incident.opens-at"));
        browser.await(".setting button", "Change").click();
        browser.await("dialog [name=value]").clear();
        browser.await("dialog [name=value]").sendKeys("7");
        browser.await("dialog [name=why]").sendKeys("fewer alarms");
        browser.await("dialog [data-act]").click();
        browser.await("dialog .wrong", "expected 0 to 1");
        assertThat(browser.violations()).as("the question").isEmpty();
        browser.picture("settings-refused");
        assertThat(setting("incident.opens-at").path("source").asText()).isNotEqualTo("console");

        browser.await("dialog [name=value]").clear();
        browser.await("dialog [name=value]").sendKeys("0.6");
        browser.await("dialog [data-act]").click();
        browser.await(".setting .changed", "fewer alarms");
        assertThat(setting("incident.opens-at").path("inForce").asText()).isEqualTo("0.6");
        browser.picture("settings-changed");

        browser.await(".setting button", "Back to the file").click();
        browser.await("dialog [data-act]").click();
        Waiting.until(
                PATIENCE,
                "the file's value",
                () -> setting("incident.opens-at").path("inForce").asText(),
                "0.4"::equals);
    }

    private static JsonNode setting(String key) throws IOException {
        for (JsonNode one : SERVER.admin().get("mailwarden/settings").json().path("items")) {
            if (one.path("key").asText().equals(key)) {
                return one.path("value");
            }
        }
        throw new AssertionError(key + " is not shown");
    }

    @Test
    @Order(7)
    void aTestAlertSaysWhatCameBackByTheRecipientsThatWereJustSet() throws IOException {
        browser.open(page("settings?find=alert.recipients"));
        browser.await(".setting button", "Change").click();
        browser.await("dialog [name=value]").clear();
        browser.await("dialog [name=value]").sendKeys(CAROL);
        browser.await("dialog [name=why]").sendKeys("she is on duty");
        browser.await("dialog [data-act]").click();

        browser.await(".channels button", "Send a test alert").click();

        browser.await(".channels [role=status]", "James took it for " + CAROL);
        browser.picture("settings-tested");
        assertThat(browser.violations()).as("the answer").isEmpty();
        browser.open(page(""));
        browser.await(".first-run .done", "Be told");
    }
}
