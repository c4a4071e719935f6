package io.mailwarden.owner.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.owner.LockLinks;
import io.mailwarden.owner.NoticeTexts;
import io.mailwarden.owner.NoticeWording;
import io.mailwarden.owner.SampleLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real listener on loopback, and who wishes it ill. */
class PageListenerTest {

    private static final String HOST = "Host: mail.example.org\r\n";
    private static final Pattern STAMP = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
    private final LockLinks links = new LockLinks(new byte[LockLinks.KEY_BYTES]);
    private final String token = SampleLink.token(links, clock.instant());
    private final List<String> presses = new ArrayList<>();
    private boolean storeGone;
    private PageListener listener;

    @BeforeEach
    void open() throws IOException {
        NoticeWording wording = new NoticeWording("en", "UTC", "", folder);
        LockPage page = new LockPage(NoticeTexts.of(wording), "telephone <1234>", links, this::press, clock);
        listener = PageListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                page,
                List.of(Network.parse("127.0.0.1")),
                LONGEST);
    }

    private synchronized void press(String pressed, String from, String agent) {
        if (storeGone) {
            throw new StoreUnavailable("notices", new IOException("gone"));
        }
        presses.add(pressed + " " + from + " " + agent);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(listener.address().getAddress(), listener.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return answer(socket);
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n");
    }

    private String post(String path, String headers, String body) throws IOException {
        return ask("POST " + path + " HTTP/1.1\r\n" + HOST + headers
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body);
    }

    private String stamp() throws IOException {
        Matcher found = STAMP.matcher(get("/lock/" + token));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Test
    void lookingDoesNothingAndTheButtonLocks() throws IOException {
        String page = get("/owner/lock/" + token);
        assertThat(status(page)).isEqualTo(200);
        assertThat(page.split("<button", -1)).hasSize(2);
        assertThat(page)
                .contains("Lock this mailbox?", "telephone &lt;1234&gt;")
                .doesNotContain("<script", "bob", "example.org<");
        for (String method : List.of("HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH")) {
            String other = ask(method + " /lock/" + token + " HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(status(other)).isEqualTo(method.equals("HEAD") ? 200 : 405);
            assertThat(other).doesNotContain("<html");
        }
        String stamp = stamp();
        assertThat(presses).isEmpty();

        clock.advance(Duration.ofSeconds(5));
        String done = post(
                "/owner/lock/" + token, "User-Agent: Firefox\r\nX-Forwarded-For: 198.51.100.7\r\n", "seen=" + stamp);

        assertThat(status(done)).isEqualTo(200);
        assertThat(done).contains("Your wish was taken").doesNotContain("<button");
        assertThat(presses).containsExactly(token + " 198.51.100.7 Firefox");
    }

    @Test
    void secondButtonSaysTheSame() throws IOException {
        String stamp = stamp();
        clock.advance(Duration.ofSeconds(5));

        assertThat(post("/lock/" + token, "", "seen=" + stamp)).isEqualTo(post("/lock/" + token, "", "seen=" + stamp));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seen=", "seen=1.AAAA", "other=1", "seen=1.A&seen=2.B", "SEEN"})
    void formThatNobodySawLocksNothingAndShowsThePageOnceMore(String form) throws IOException {
        String asked = post("/lock/" + token, "", form);

        assertThat(status(asked)).isEqualTo(200);
        assertThat(asked).contains("Nothing has happened yet", "<button");
        assertThat(presses).isEmpty();
    }

    @Test
    void robotThatOpensAndPressesAtOnceLocksNothing() throws IOException {
        String asked = post("/lock/" + token, "", "seen=" + stamp());

        assertThat(asked).contains("Nothing has happened yet");
        assertThat(presses).isEmpty();
        Matcher again = STAMP.matcher(asked);
        assertThat(again.find()).isTrue();
        clock.advance(Duration.ofSeconds(3));
        assertThat(post("/lock/" + token, "", "seen=" + again.group(1))).contains("Your wish was taken");
    }

    @Test
    void formOfAnotherSiteLocksNothing() throws IOException {
        String stamp = stamp();
        clock.advance(Duration.ofSeconds(5));

        assertThat(post("/lock/" + token, "Sec-Fetch-Site: cross-site\r\n", "seen=" + stamp))
                .contains("<button");
        assertThat(ask("POST /lock/" + token + " HTTP/1.1\r\n" + HOST + "Content-Type: text/plain\r\nContent-Length: "
                        + (5 + stamp.length()) + "\r\n\r\nseen=" + stamp))
                .contains("<button");
        assertThat(presses).isEmpty();
    }

    @Test
    void forgedCutAndEndedLinksSayTheSame() throws IOException {
        String forged = SampleLink.token(new LockLinks(new byte[40]), clock.instant());
        String cut = get("/lock/" + token.substring(1));
        assertThat(status(cut)).isEqualTo(404);
        assertThat(cut).contains("This link does not work").doesNotContain("<button");
        assertThat(get("/lock/" + forged.substring(0, 91) + "-")).isEqualTo(cut);
        clock.advance(Duration.ofDays(8));
        assertThat(get("/lock/" + token)).isEqualTo(cut);
        assertThat(post(
                        "/lock/" + token,
                        "",
                        "seen=" + links.stamp(token, clock.instant().minusSeconds(9))))
                .isEqualTo(cut);
        assertThat(presses).isEmpty();
    }

    @Test
    void pageMayNotBeFramedKeptOrSentOn() throws IOException {
        assertThat(get("/lock/" + token))
                .contains("frame-ancestors 'none'", "default-src 'none'", "form-action 'self'", "base-uri 'none'")
                .contains("X-Frame-Options: DENY", "Referrer-Policy: no-referrer", "Cache-Control: no-store")
                .contains("X-Robots-Tag: noindex", "X-Content-Type-Options: nosniff", "Connection: close")
                .doesNotContain("unsafe-inline", "Set-Cookie", "Access-Control", "Location:", "Server:");
    }

    @Test
    void pageSpeaksTheLanguageOfTheBrowser() throws IOException {
        String german = ask(
                "GET /lock/" + token + " HTTP/1.1\r\n" + HOST + "Accept-Language: fr, de-AT;q=0.9, en;q=0.1\r\n\r\n");
        assertThat(german).contains("lang=\"de\"", "Postfach sperren?", "Content-Language: de");
        assertThat(ask("GET /lock/" + token + " HTTP/1.1\r\n" + HOST + "Accept-Language: \"><script>,,;;\r\n\r\n"))
                .contains("lang=\"en\"")
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/mailwarden/overview",
                "/lock/",
                "/lock",
                "/lock/../healthcheck",
                "/lock/%2e%2e",
                "//evil.example/lock/",
                "/lock/<script>",
                "/lock/a/b",
                "/favicon.ico",
                "/robots.txt",
                "/lock/x?next=https://evil.example"
            })
    void nothingElseIsThere(String path) throws IOException {
        String answer = get(path);

        assertThat(status(answer)).isEqualTo(404);
        assertThat(answer).doesNotContain("evil", "<script", "Location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET /lock/x\r\n\r\n",
                "GET /lock/x HTTP/2.0\r\n\r\n",
                "get /lock/x HTTP/1.1\r\n\r\n",
                "GET http://evil.example/ HTTP/1.1\r\n\r\n",
                "GET /lock/x y HTTP/1.1\r\n\r\n",
                "GET /lock/\u0001 HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nA : b\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\nC: d\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\u0000\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\na",
                "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
            })
    void whatIsNoRequestIsRefused(String request) throws IOException {
        assertThat(status(ask(request))).isEqualTo(400);
    }

    @Test
    void whatIsTooLargeIsRefused() throws IOException {
        assertThat(status(ask("GET /" + "a".repeat(900) + " HTTP/1.1\r\n\r\n"))).isEqualTo(404);
        assertThat(status(ask("GET /" + "a".repeat(2000) + " HTTP/1.1\r\n\r\n")))
                .isEqualTo(400);
        assertThat(status(ask("GET / HTTP/1.1\r\nA: " + "b".repeat(9000) + "\r\n\r\n")))
                .isEqualTo(431);
        assertThat(status(ask("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(100) + "\r\n")))
                .isEqualTo(431);
        assertThat(status(ask("POST / HTTP/1.1\r\nContent-Length: 2000\r\n\r\n")))
                .isEqualTo(413);
    }

    @Test
    void onlyTheFirstRequestOfAConnectionCounts() throws IOException {
        String two = ask("GET /a HTTP/1.1\r\n\r\nGET /lock/" + token + " HTTP/1.1\r\n\r\n");

        assertThat(two.split("HTTP/1.1 ", -1)).hasSize(2);
        assertThat(status(two)).isEqualTo(404);
    }

    @Test
    void requestMayComeInPieces() throws IOException {
        String request = "GET /lock/" + token + " HTTP/1.1\r\n" + HOST + "\r\n";
        try (Socket socket = connect()) {
            for (byte one : request.getBytes(StandardCharsets.ISO_8859_1)) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
            }
            assertThat(status(answer(socket))).isEqualTo(200);
        }
    }

    @Test
    void slowClientsAreCutOffAndManyOfThemKeepNobodyElseOut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < OpenConnections.MOST - 5; i++) {
                Socket socket = connect();
                socket.getOutputStream().write("GET /lock/x HTTP/1.1\r\nA:".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(status(get("/lock/" + token))).isEqualTo(200);
            // Its end comes by itself, without an answer.
            assertThat(answer(slow.get(0))).isEmpty();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(status(get("/lock/" + token))).isEqualTo(200);
    }

    @Test
    void oneNetworkHasFewConnectionsAndAllTogetherMany() {
        OpenConnections connections = new OpenConnections();
        var stranger = Address.parse("192.0.2.1").orElseThrow();
        for (int i = 0; i < OpenConnections.MOST_OF_ONE; i++) {
            assertThat(connections.enter(stranger, false)).isTrue();
        }
        assertThat(connections.enter(stranger, false)).isFalse();
        var other = Address.parse("198.51.100.1").orElseThrow();
        for (int i = OpenConnections.MOST_OF_ONE; i < OpenConnections.MOST; i++) {
            assertThat(connections.enter(other, true)).isTrue();
        }
        assertThat(connections.enter(other, true)).isFalse();
        connections.leave(stranger);
        assertThat(connections.enter(stranger, false)).isTrue();
    }

    @Test
    void storeThatIsGoneIsSaidAndNothingIsPromised() throws IOException {
        String stamp = stamp();
        clock.advance(Duration.ofSeconds(5));
        storeGone = true;

        String failed = post("/lock/" + token, "", "seen=" + stamp);

        assertThat(status(failed)).isEqualTo(503);
        assertThat(failed).contains("It did not work just now").doesNotContain("notices", "Exception");
        storeGone = false;
        assertThat(post("/lock/" + token, "", "seen=" + stamp)).contains("Your wish was taken");
    }

    @Test
    void addressThatAStrangerMakesUpIsNotBelieved() {
        ProxiedAddress proxied = new ProxiedAddress(List.of(Network.parse("127.0.0.1"), Network.parse("10.0.0.0/8")));
        var proxy = Address.parse("127.0.0.1").orElseThrow();
        var stranger = Address.parse("203.0.113.9").orElseThrow();

        assertThat(proxied.of(proxy, "1.1.1.1, 198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(proxied.of(proxy, "1.1.1.1, 198.51.100.7, 10.1.1.1")).isEqualTo("198.51.100.7");
        assertThat(proxied.of(stranger, "1.1.1.1")).isEqualTo("203.0.113.9");
        assertThat(proxied.of(proxy, "nonsense<b>")).isEqualTo("127.0.0.1");
        assertThat(proxied.of(proxy, "")).isEqualTo("127.0.0.1");
    }

    @Test
    void portThatIsTakenIsSaid() {
        assertThatThrownBy(() -> PageListener.open(
                        listener.address(),
                        new LockPage(
                                NoticeTexts.of(new NoticeWording("en", "UTC", "", folder)),
                                "",
                                links,
                                this::press,
                                clock),
                        List.of()))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
                        .contains("in use"));
    }
}
