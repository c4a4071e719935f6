package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.Overlays;
import io.mailwarden.server.PortMap;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.ServerPlan;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An owner is told of a login from another country, and locks; an administrator unlocks. On a real James. */
@Order(15)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnerNoticeIT {

    private static final int PORT = PortMap.free().actual(8026);
    private static final String OWNER = Servers.address("owner");
    private static final String NEIGHBOUR = Servers.address("neighbour");
    // Not outside: GreenMail 2.1.5 answers 250 to an empty sender, and 503 to each recipient after it.
    private static final String SECOND = Servers.address("private");
    private static final String SUBJECT = "A new kind of login to " + OWNER;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LINK =
            Pattern.compile("https://mail\\.oslo\\.example/owner(/lock/[A-Za-z0-9_-]{92})\\s");
    private static final Pattern STAMP = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.known("notice", "owner", "neighbour", "private")
            .setting("owner-notice.enabled", "true")
            .setting("owner-notice.listen", "127.0.0.1:" + PORT)
            .setting("owner-notice.public-url", "https://mail.oslo.example/owner")
            .setting("owner-notice.help", "the help desk, telephone 1234")
            .setting("console.trusted-proxies", "127.0.0.1")
            .overlay(Overlays.file("mailwarden-owners", OWNER + " " + SECOND + "\n"))
            .build();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static String link = "";
    private static String incident = "";

    private static Reviews reviews() throws IOException {
        return new Reviews(SERVER.admin());
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.header("X-Forwarded-For", "198.51.100.7").build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static URI page(String path) {
        return URI.create("http://127.0.0.1:" + PORT + "/owner" + path);
    }

    private static HttpResponse<String> get(String path) throws IOException {
        return ask(HttpRequest.newBuilder(page(path)));
    }

    private static HttpResponse<String> press(String path) throws IOException {
        Matcher stamp = STAMP.matcher(get(path).body());
        String form = stamp.find() ? "seen=" + stamp.group(1) : "";
        SERVER.clock().advance(Duration.ofSeconds(5));
        return ask(HttpRequest.newBuilder(page(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static boolean inbox(String account, String subject) throws IOException {
        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE))) {
            assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isTrue();
            assertThat(imap.command("SELECT INBOX").ok()).isTrue();
            return imap.command("UID SEARCH SUBJECT \"" + subject + "\"").untagged().stream()
                    .anyMatch(line -> line.matches("\\* SEARCH \\d.*"));
        }
    }

    private static int count(String account) throws IOException {
        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE))) {
            assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isTrue();
            assertThat(imap.command("SELECT INBOX").ok()).isTrue();
            String found = String.join("", imap.command("UID SEARCH ALL").untagged());
            return found.replaceAll("[^ 0-9]", "").strip().split(" +").length;
        }
    }

    private static String latest(String account) throws IOException {
        try (ImapClient imap = ImapClient.open(SERVER.tls(993).from(Servers.OFFICE))) {
            assertThat(imap.login(account, ServerPlan.PASSWORD).ok()).isTrue();
            assertThat(imap.command("SELECT INBOX").ok()).isTrue();
            return String.join("\n", imap.command("FETCH * BODY.PEEK[]").untagged());
        }
    }

    private static void ownerSends(String subject) throws IOException {
        new Thief(SERVER, OWNER).ownerSends(subject);
    }

    @Test
    @Order(1)
    void loginFromAnotherCountryIsToldToMailboxAndSecondAddress() throws IOException {
        Thief thief = new Thief(SERVER, OWNER);
        thief.ownerLogsIn();
        SERVER.clock().advance(Duration.ofMinutes(30));
        thief.reads().close();

        Waiting.until(PATIENCE, "a notice in the mailbox", () -> inbox(OWNER, SUBJECT), found -> found);
        Waiting.until(PATIENCE, "the same at the second address", () -> inbox(SECOND, SUBJECT), found -> found);
        String notice = latest(SECOND);
        assertThat(notice)
                .contains("To: " + SECOND, "Auto-Submitted: auto-generated", "Nigeria", "telephone 1234")
                .doesNotContain(Servers.THIEF, "Return-Path: <postmaster");
        Matcher found = LINK.matcher(notice);
        assertThat(found.find()).isTrue();
        link = found.group(1);
        assertThat(reviews().held(OWNER)).isEmpty();
    }

    @Test
    @Order(2)
    void moreLoginsFromThereAreNotToldAgain() throws IOException {
        for (int i = 0; i < 3; i++) {
            SERVER.clock().advance(Duration.ofMinutes(10));
            new Thief(SERVER, OWNER).reads().close();
        }
        // The next notice, of another account, comes after what these would have raised.
        Thief other = new Thief(SERVER, NEIGHBOUR);
        other.ownerLogsIn();
        SERVER.clock().advance(Duration.ofMinutes(30));
        other.reads().close();
        Waiting.until(
                PATIENCE, "the neighbour's notice", () -> inbox(NEIGHBOUR, "A new kind of login"), found -> found);
        assertThat(count(SECOND)).isEqualTo(1);
    }

    @Test
    @Order(3)
    void pageIsReadableByEverybody() throws IOException {
        assumeTrue(Browser.isThere(), "no Chromium here: apt-get install chromium chromium-driver");
        try (Browser browser = new Browser()) {
            for (String look : List.of("light", "dark", "phone")) {
                boolean phone = look.equals("phone");
                browser.looksLike(phone ? 390 : 1360, phone ? 844 : 900, phone ? "light" : look);
                for (String path : List.of(link, "/lock/cut")) {
                    String name = "owner-" + (path.equals(link) ? "lock-" : "unusable-") + look;
                    browser.open(page(path).toString());
                    browser.await("h1");
                    browser.picture(name);
                    assertThat(browser.violations()).as(name).isEmpty();
                    assertThat(browser.complaints()).as(name).isEmpty();
                    assertThat(browser.overflow()).as(name).isLessThanOrEqualTo(0);
                }
            }
            assertThat(reviews().blocks(OWNER)).isEmpty();
        }
    }

    @Test
    @Order(4)
    void lookingDoesNothingAndNothingElseIsThere() throws IOException {
        assertThat(get(link).statusCode()).isEqualTo(200);
        assertThat(get(link + "x").statusCode()).isEqualTo(404);
        for (String path : List.of("/mailwarden/overview", "/healthcheck", "/users", "/")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(reviews().blocks(OWNER)).isEmpty();
        ownerSends("Before the button");
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "Before the button", 1);
    }

    @Test
    @Order(5)
    void buttonLocksAndAdministratorsSeeIt() throws IOException {
        HttpResponse<String> done;
        try (ImapClient thief = new Thief(SERVER, OWNER).reads()) {
            done = press(link);
            assertThat(thief.wire().readLine()).startsWith("* BYE");
        }

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("Your wish was taken");
        JsonNode block = reviews().blocks(OWNER).stream()
                .filter(one -> one.path("author").asText().equals("owner"))
                .findFirst()
                .orElseThrow();
        assertThat(block.path("restriction").asText()).isEqualTo("hold");
        incident = block.path("incident").asText();
        JsonNode story = reviews().incident(incident);
        assertThat(story.path("severity").asText()).isEqualTo("critical");
        assertThat(story.toString()).contains("reported-by-owner", "new-country", "owner-lock", "198.51.100.7");
        assertThat(reviews().items("mailwarden/incidents?type=reported-by-owner&account=" + OWNER))
                .hasSize(1);
        assertThat(reviews().items("mailwarden/audit?action=owner-lock&account=" + OWNER))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains("198.51.100.7", "the owner's link"));
        Waiting.until(
                PATIENCE,
                "an alert that names the owner's report",
                () -> reviews().items("mailwarden/alerts"),
                all -> all.toString().contains("its owner says"));
        ownerSends("After the button");
        Waiting.until(PATIENCE, "held mail", () -> reviews().held(OWNER), held -> held.toString()
                .contains("After the button"));
    }

    @Test
    @Order(6)
    void secondButtonSaysTheSameAndAdministratorsUnlockForGood() throws Exception {
        String first = press(link).body();
        assertThat(reviews().unblock(OWNER)).isEqualTo(200);
        assertThat(reviews().blocks(OWNER)).isEmpty();
        assertThat(reviews().incident(incident).path("state").asText()).isEqualTo("resolved");
        SERVER.restart();
        Waiting.until(PATIENCE, "the page", () -> get(link).statusCode(), status -> status == 200);

        assertThat(press(link).body()).isEqualTo(first).contains("Your wish was taken");

        assertThat(reviews().blocks(OWNER)).isEmpty();
        ownerSends("After the unblock");
        Waiting.untilOutside(PATIENCE, SERVER.outside(), "After the unblock", 1);
    }

    @Test
    @Order(7)
    void linkEnds() throws IOException {
        SERVER.clock().advance(Duration.ofDays(8));

        assertThat(get(link).statusCode()).isEqualTo(404);
    }
}
