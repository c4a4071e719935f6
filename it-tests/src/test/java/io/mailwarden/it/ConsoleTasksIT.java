package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The tasks of docs/console.md, by somebody who sees the console for the first time: the browser counts the clicks. And two
 * administrators who decide about the same at once.
 */
@Order(14)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleTasksIT {

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.known("console-tasks", "heir", "boss", "dora")
            .setting("console.users", Servers.address("dora") + ":administrator")
            .setting("alert.recipients", Guarded.SECURITY)
            .setting("alert.console-url", ConsoleVisit.ELSEWHERE)
            .build();

    private static final String DORA = Servers.address("dora");
    private static final String HEIR = Servers.address("heir");
    private static final String BOSS = Servers.address("boss");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Hanoi; another's thief has another address, which counts as malicious once an incident is confirmed. */
    private static final String HEIRS_THIEF = "14.162.77.77";

    private static final String BOSSES_THIEF = "14.162.88.88";
    private static final String AT_OFFICE = "[aria-label='Mark as safe: " + Servers.OFFICE + "']";
    private static final Pattern LINK = Pattern.compile(Pattern.quote(ConsoleVisit.ELSEWHERE) + "/\\S+");

    private static TaskList tasks;
    private static ConsoleVisit visit;
    private static Browser browser;
    private static String incident;
    private static String contested;

    @BeforeAll
    static void takeOverAndSignIn() throws IOException {
        assumeTrue(Browser.isThere(), "no Chromium here: apt-get install chromium chromium-driver");
        tasks = new TaskList();
        // Before anybody signs in: the stories take longer than a console session lasts.
        incident = new Thief(SERVER, HEIR, HEIRS_THIEF).takesOver("Overdue invoice");
        contested = new Thief(SERVER, BOSS, BOSSES_THIEF).takesOver("Overdue invoice");
        visit = new ConsoleVisit(SERVER, DORA);
        browser = visit.browser();
        visit.enrolsAndSignsIn();
    }

    @AfterAll
    static void close() {
        if (visit != null) {
            visit.close();
        }
    }

    private static Reviews reviews() throws IOException {
        return new Reviews(SERVER.admin());
    }

    private static String state(String id) throws IOException {
        return reviews().incident(id).path("state").asText();
    }

    private static void show(String path) {
        browser.open(visit.page(path));
        browser.awaitLoaded();
    }

    private static void answers(String field, String text) {
        browser.await("dialog [name=" + field + "]").sendKeys(text);
        browser.await("dialog [data-act]").click();
    }

    private static void agrees() {
        browser.await("dialog [data-act]").click();
    }

    @Test
    @Order(1)
    void fromTheAlertMailToADecision() throws IOException {
        String link = visit.linked(Waiting.until(
                        PATIENCE,
                        "an alert with a link to the incident",
                        () -> links(incident),
                        found -> !found.isEmpty())
                .get(0));
        browser.forgetCookies();

        tasks.does("From the alert mail to a decision, sign-in included", browser, () -> {
            browser.follow(link);
            visit.signsIn();
            browser.await("aside button", "Taken over").click();
            browser.await(".case .badge", "taken over");
        });

        assertThat(state(incident)).isEqualTo("confirmed");
        assertThat(tasks.clicks("From the alert mail to a decision, sign-in included"))
                .isLessThanOrEqualTo(4);
    }

    private static List<String> links(String id) {
        return SERVER.outside().arrived().stream()
                .map(mail -> mail.replace("=\r\n", "").replace("=3D", "="))
                .flatMap(mail -> LINK.matcher(mail).results().map(found -> found.group()))
                .filter(link -> link.endsWith(id))
                .toList();
    }

    @Test
    @Order(2)
    void marksANetworkSafe() throws IOException {
        show("incident/" + incident);

        tasks.does("Mark a network safe, from an incident", browser, () -> {
            browser.await("h1 a", HEIR).click();
            browser.await(AT_OFFICE).click();
            answers("description", "the office");
            browser.await("#toasts p", "The network is safe");
        });

        assertThat(reviews().items("mailwarden/safe-networks?account=" + HEIR))
                .extracting(one -> one.path("description").asText())
                .contains("the office");
        assertThat(tasks.clicks("Mark a network safe, from an incident")).isLessThanOrEqualTo(3);
    }

    @Test
    @Order(3)
    void worksOnAnIncident() throws IOException {
        show("incident/" + incident);

        tasks.does("Take an incident", browser, () -> {
            browser.await(".worker button", "Take it").click();
            browser.await(".worker", "Taken by " + DORA);
        });
        tasks.does("Write a comment", browser, () -> {
            browser.await("button", "Write a comment").click();
            answers("comment", "asked him by telephone");
            browser.await(".story .comment p", "asked him by telephone");
        });
        tasks.does("Scan again what the account sent", browser, () -> {
            browser.await(".deed button", "Scan again").click();
            browser.await("#toasts p", "re-scan has begun");
        });
        tasks.does("Make an exception from a finding", browser, () -> {
            browser.await(".proposals button").click();
            answers("comment", "he travels");
            browser.await("#toasts p", "exception");
        });
        assertThat(reviews().items("mailwarden/exceptions?account=" + HEIR)).hasSize(1);
    }

    @Test
    @Order(4)
    void looksAtHeldMailAndReleasesIt() throws IOException {
        show("held?account=" + HEIR);

        tasks.does("Read a held message", browser, () -> {
            browser.await(".row .acts button", "Read").click();
            browser.await("dialog .letter pre");
        });
        assertThat(browser.violations()).as("the text").isEmpty();
        browser.picture("held-text");
        browser.await("dialog button.primary", "Close").click();
        tasks.does("Release a held message", browser, () -> {
            browser.await(".row .acts button", "Release").click();
            agrees();
            browser.await("#toasts p", "1 message was released");
        });
        show("incident/" + incident);
        tasks.does("Release all that an incident holds", browser, () -> {
            browser.await(".deed button", "Release").click();
            agrees();
            browser.await("#toasts p", "released");
        });
        Waiting.untilCount(PATIENCE, "held message", () -> reviews().held(HEIR).size(), 0);
    }

    @Test
    @Order(5)
    void blocksAndGivesBack() throws IOException {
        show("account/" + HEIR);

        tasks.does("Block an account", browser, () -> {
            browser.await(".deed button", "Block the account").click();
            answers("reason", "called the owner");
            browser.await("td", "called the owner");
        });
        tasks.does("Give an account back to its owner", browser, () -> {
            browser.await(".deed button", "Give the account back").click();
            agrees();
            browser.await("#toasts p", "lifted");
        });
        assertThat(state(incident)).isEqualTo("resolved");
        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE))) {
            assertThat(imap.login(HEIR, ServerPlan.PASSWORD).ok()).isTrue();
            show("account/" + HEIR);
            tasks.does("End the sessions of an account", browser, () -> {
                browser.await(".deed button", "End 1 session").click();
                agrees();
                browser.await("#toasts p", "1 session was ended");
            });
        }
        tasks.does("Set a new password", browser, () -> {
            browser.await(".deed button", "Set a new password").click();
            agrees();
            browser.await("dialog code.secret");
            assertThat(browser.violations()).as("the password").isEmpty();
            browser.picture("new-password");
            browser.await("dialog button.primary", "Close").click();
        });
    }

    @Test
    @Order(6)
    void changesWhatHolds() throws IOException {
        show("settings?find=new-link.usual-share");

        tasks.does("Change a setting", browser, () -> {
            browser.await(".setting button", "Change").click();
            browser.await("dialog [name=value]").clear();
            browser.await("dialog [name=value]").sendKeys("0.2");
            answers("why", "researchers");
            browser.await(".setting .changed", "researchers");
        });
        tasks.does("Take a setting back to the file", browser, () -> {
            browser.await(".setting button", "Back to the file").click();
            agrees();
            browser.await("#toasts p");
        });
        show("settings?find=alert.recipients");
        tasks.does("Send a test alert", browser, () -> {
            browser.await(".channels button", "Send a test alert").click();
            browser.await(".channels [role=status]", "James took it");
        });
        show("backtests");
        browser.await("input[placeholder='incident.opens-at']").sendKeys("incident.opens-at");
        browser.await("input[placeholder='0.6']").sendKeys("0.8");
        tasks.does("Try changed settings on the past", browser, () -> {
            browser.await("form button.primary", "Begin").click();
            browser.await(".badge", "done");
        });
    }

    @Test
    @Order(7)
    void everyTaskOfThePageWasDone() {
        assertThat(tasks.left()).isEmpty();
    }

    // One confirms while the other, who still sees it open, says that it was the owner.
    @Test
    @Order(8)
    void whoIsLaterIsToldAndOverrulesNothing() throws IOException {
        show("incident/" + contested);
        browser.await("aside button", "It was the owner");
        assertThat(reviews().decide(contested, "confirm")).isEqualTo(204);

        browser.await("aside button", "It was the owner").click();
        agrees();

        browser.await("dialog .wrong", "must be open, as you saw it, it is confirmed");
        assertThat(browser.violations()).as("the refusal").isEmpty();
        browser.picture("decided-by-another");
        browser.await(".case .badge", "taken over");
        browser.await("dialog button", "Cancel").click();
        assertThat(state(contested)).isEqualTo("confirmed");
        assertThat(decisions(contested)).containsExactly("incident-dismiss refused-409", "incident-confirm done");
    }

    // Both release the same message: it goes once, and the second is told that it is gone.
    @Test
    @Order(9)
    void aMessageThatTwoReleaseGoesOnce() throws IOException {
        show("held?account=" + BOSS);
        browser.await(".row .acts button", "Release").click();
        browser.await("dialog [data-act]");
        List<JsonNode> before = reviews().held(BOSS);
        assertThat(reviews().release(before.get(0).path("id").asText())).isEqualTo(204);

        agrees();

        browser.await("dialog .wrong", "held message");
        browser.await("dialog button", "Cancel").click();
        Waiting.until(
                PATIENCE,
                "a list without it",
                () -> browser.all(".row .acts").size(),
                rows -> rows == Math.min(50, before.size() - 1));
        assertThat(reviews().held(BOSS)).hasSize(before.size() - 1);
    }

    private static List<String> decisions(String id) throws IOException {
        return reviews().items("mailwarden/audit?account=" + BOSS).stream()
                .filter(entry -> entry.path("target").asText().contains(id))
                .filter(entry -> entry.path("action").asText().startsWith("incident-"))
                .map(entry -> entry.path("action").asText() + " "
                        + entry.path("outcome").asText())
                .toList();
    }

    /** The console's first page, with nothing kept from before: what it fetches, and when it can be used. */
    @Test
    @Order(10)
    void theFirstPageIsSmall() throws IOException {
        browser.runsFirst(
                """
                new MutationObserver((changes, observer) => {
                  if (document.querySelector(".cards")) {
                    window.usable = performance.now();
                    observer.disconnect();
                  }
                }).observe(document, { childList: true, subtree: true });
                """);
        browser.forgetFiles();
        browser.open(visit.page(""));
        browser.await(".cards");
        browser.awaitLoaded();
        double usable = browser.number("window.usable");

        System.out.printf(
                "first page: %d bytes over the wire, usable after %.0f ms%n", browser.bytesOverTheWire(), usable);
        assertThat(browser.bytesOverTheWire()).isBetween(10_000L, 400_000L);
    }
}
