package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.IncidentFilter;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.support.DomainFilter;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailwardenRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeReview review = new FakeReview();
    private final FakeControls controls = new FakeControls();
    private WebAdmin server;
    private String token = "";

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        NoAuthenticationFilter open = new NoAuthenticationFilter();
        server = new WebAdmin(
                new MailwardenRoutes(
                        TestPorts.of(review, controls),
                        TestConsole.withTokenIn(file).console(open)),
                open);
        token = Files.readString(file).strip();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        review.asked.clear();
        review.unavailable = false;
    }

    private HttpResponse<String> send(String method, String path) {
        return server.send(method, path, "Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        return JSON.readTree(response.body());
    }

    private JsonNode get(String path) throws IOException {
        HttpResponse<String> response = send("GET", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private void isError(HttpResponse<String> response, int status, String type, String... words) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = json(response);
        assertThat(error.get("statusCode").asInt()).isEqualTo(status);
        assertThat(error.get("type").asText()).isEqualTo(type);
        assertThat(error.get("message").asText()).contains(words);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /mailwarden",
        "GET, /mailwarden/",
        "GET, /mailwarden/overview",
        "HEAD, /mailwarden/overview",
        "GET, //mailwarden/overview",
        "GET, /mailwarden//overview",
        "GET, /mailwarden/overview/",
        "GET, /mailwarden/incidents",
        "GET, /mailwarden/incidents/i1",
        "POST, /mailwarden/incidents/i1/confirm",
        "POST, /mailwarden/incidents/i1/dismiss",
        "POST, /mailwarden/incidents/i1/release",
        "DELETE, /mailwarden/incidents/i1/held",
        "GET, /mailwarden/held",
        "POST, /mailwarden/held/h1/release",
        "DELETE, /mailwarden/held/h1",
        "GET, /mailwarden/accounts/bob@example.org",
        "GET, /mailwarden/accounts/bob@example.org/logins",
        "GET, /mailwarden/accounts/bob@example.org/block",
        "POST, /mailwarden/accounts/bob@example.org/block",
        "DELETE, /mailwarden/accounts/bob@example.org/block",
        "GET, /mailwarden/sessions",
        "DELETE, /mailwarden/sessions?account=bob@example.org",
        "DELETE, /mailwarden/sessions/s1",
        "GET, /mailwarden/modes",
        "PUT, /mailwarden/modes/*",
        "DELETE, /mailwarden/modes/@example.org",
        "GET, /mailwarden/no/such/route",
        "PUT, /mailwarden/overview",
        "PATCH, /mailwarden/x",
        "TRACE, /mailwarden/overview"
    })
    void nothingIsOpenWithoutTheToken(String method, String path) {
        for (String header :
                new String[] {"Bearer ", "Bearer " + "0".repeat(64), "Basic " + token, token, "Bearer" + token}) {
            assertThat(server.send(method, path, "Authorization", header).statusCode())
                    .as(header)
                    .isIn(401, 404, 405)
                    .isNotEqualTo(200);
        }
        HttpResponse<String> response = server.send(method, path);
        assertThat(response.body()).doesNotContain("bob@example.org", "prevent");
        assertThat(review.asked).isEmpty();
        if (!path.startsWith("//")) {
            assertThat(response.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void refusalIsJamesErrorThatNamesTheScheme() throws IOException {
        HttpResponse<String> response = server.send("GET", "/mailwarden/overview");

        isError(response, 401, "InvalidArgument", "Authorization: Bearer");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    }

    @Test
    void strangeAcceptHeadersOpenNothing() {
        for (String accept : new String[] {"foo", "text/html", "*", "application/json;q=x", ";", "/"}) {
            HttpResponse<String> response = server.send("GET", "/mailwarden/overview", "Accept", accept);
            assertThat(response.body()).as(accept).doesNotContain("prevent");
        }
    }

    @Test
    void theSchemeIsNotCaseSensitive() {
        assertThat(server.send("GET", "/mailwarden/overview", "authorization", "bearer " + token)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mailwarden/overview",
                "/mailwarden/incidents/none",
                "/mailwarden/no/such/route",
                "/mailwarden/held?limit=0"
            })
    void noOtherSiteAndNoCacheMayKeepTheAnswer(String path) {
        HttpResponse<String> response = send("GET", path);

        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void preflightIsAnsweredAndAllowsNoOrigin() {
        HttpResponse<String> response =
                server.send("OPTIONS", "/mailwarden/overview", "Origin", "https://evil.example");

        // Spark reads the method in the machine's language: in Turkish, it knows no OPTIONS.
        assertThat(response.statusCode()).isIn(200, 404);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void overviewShowsTheGuard() throws IOException {
        assertThat(get("/mailwarden/overview"))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"mode":"prevent","since":"2026-05-03T06:50:03.768Z",
                         "events":{"logins-accepted":12,"messages":7},"verdicts":{"allow":18,"hold":1},
                         "anomalies":{"impossible-travel":1},"openIncidents":{"critical":1,"suspected":0},
                         "blocked":{"hold":1},"heldMessages":1,"accounts":2,"cannotTell":3,"geography":["GeoLite2-City of 2019-11-19: countries, cities, positions"],
                         "store":{"written":30,"waiting":4,"dropped":0,"failures":2,"recoveries":1},
                         "alarms":[{"cause":"hold-failed","text":"disk full","since":"2026-05-03T06:50:03.768Z",
                         "last":"2026-05-03T06:50:03.768Z","count":2}]}
                        """));
    }

    private static final String INCIDENT =
            """
            {"id":"i1","account":"bob@example.org","state":"open","severity":"critical",
             "opened":"2026-05-03T06:50:03.768Z","updated":"2026-05-03T06:50:03.768Z",
             "findings":[{"type":"impossible-travel","stream":"login","evidence":["place"],"severity":"suspected","score":0.93,
               "explanation":"Lagos 40 min after Oslo: 7 410 km/h (limit 900)",
               "first":"2026-05-03T06:50:03.768Z","last":"2026-05-03T06:50:03.768Z","count":1,"letIn":true}],
             "heldMessages":2,"passedMessages":1,"rejectedLogins":0,
             "day":{"messages":0,"countries":0}}
            """;

    @Test
    void incidentsAreListedByPage() throws IOException {
        JsonNode page = get("/mailwarden/incidents");

        assertThat(page.get("items").get(0)).isEqualTo(JSON.readTree(INCIDENT));
        assertThat(page.get("nextCursor").asText()).isEqualTo("c2");
        assertThat(review.asked).containsExactly(IncidentQuery.latest(100));
    }

    @Test
    void everyFilterOfIncidentsIsPassedOn() throws IOException {
        get("/mailwarden/incidents?severity=critical&type=impossible-travel&state=open&account=Bob%40example.org"
                + "&domain=Example.ORG&since=2026-05-01T00:00:00Z&until=2026-05-02T00:00:00Z&text=Lagos+100+%25"
                + "&limit=5&cursor=c1");

        assertThat(review.asked)
                .containsExactly(new IncidentQuery(
                        new IncidentFilter(
                                DomainFilter.only("example.org"),
                                Optional.of(Severity.CRITICAL),
                                Optional.of("impossible-travel"),
                                Optional.of(IncidentState.OPEN),
                                Optional.of(new Account("bob@example.org")),
                                Optional.of(Instant.parse("2026-05-01T00:00:00Z")),
                                Optional.of(Instant.parse("2026-05-02T00:00:00Z")),
                                Optional.of("lagos 100 %")),
                        5,
                        Optional.of("c1")));
    }

    @ParameterizedTest
    @CsvSource({
        "severity=grave, suspected or critical",
        "severity=CRITICAL, suspected or critical",
        "state=closed, open or confirmed or dismissed or resolved or lapsed",
        "type=a%20b, impossible-travel",
        "account=%0a, bob@example.org",
        "since=yesterday, ISO 8601",
        "since=2026-13-45T00:00:00Z, ISO 8601",
        "limit=0, 1 to 1000",
        "limit=1001, 1 to 1000",
        "limit=-1, 1 to 1000",
        "limit=99999999999999999999, 1 to 1000",
        "limit=ten, 1 to 1000",
        "limit=1&limit=2, once",
        "cursor=!!, nextCursor",
        "severty=critical, 'severity, type, state, account, domain, since, until, text, limit, cursor'",
        "%25s%25n=1, expected one of"
    })
    void wrongParametersAreToldWithWhatIsExpected(String query, String expected) throws IOException {
        isError(send("GET", "/mailwarden/incidents?" + query), 400, "InvalidArgument", expected);
    }

    @Test
    void oneIncidentIsShownOrNotFound() throws IOException {
        ObjectNode expected = (ObjectNode) JSON.readTree(INCIDENT);
        expected.put("waitingMessages", 1);
        expected.set(
                "done",
                JSON.readTree(
                        """
                        [{"response":"block-outgoing","severity":"critical","at":"2026-05-03T06:50:03.768Z",
                          "words":"what it sends is held"}]
                        """));
        assertThat(get("/mailwarden/incidents/i1")).isEqualTo(expected);
        isError(send("GET", "/mailwarden/incidents/i2"), 404, "notFound", "incident", "i2");
    }

    @Test
    void incidentIsConfirmedOrToldWhyNot() throws IOException {
        assertThat(send("POST", "/mailwarden/incidents/i1/confirm").statusCode())
                .isEqualTo(204);
        isError(send("POST", "/mailwarden/incidents/i1/dismiss"), 409, "WrongState", "open");
        isError(send("POST", "/mailwarden/incidents/i1/dismiss?seen=confirmed"), 409, "WrongState", "as you saw it");
        isError(
                send("POST", "/mailwarden/incidents/i1/dismiss?seen=closed"),
                400,
                "InvalidArgument",
                "open or confirmed");
        isError(send("POST", "/mailwarden/incidents/i2/confirm"), 404, "notFound", "i2");
        assertThat(review.asked).containsExactly("confirm i1", "dismiss i1", "dismiss i1 seen CONFIRMED", "confirm i2");
    }

    @Test
    void storeThatCannotBeReachedIs503() throws IOException {
        review.unavailable = true;
        isError(send("GET", "/mailwarden/held"), 503, "ServerError", "reach what is kept");
        isError(send("GET", "/mailwarden/incidents"), 503, "ServerError", "unavailable");
        isError(send("GET", "/mailwarden/incidents/i1"), 503, "ServerError", "unavailable");
        isError(send("POST", "/mailwarden/incidents/i1/confirm"), 503, "ServerError", "unavailable");
        isError(send("POST", "/mailwarden/incidents/i1/dismiss"), 503, "ServerError", "unavailable");
        isError(send("POST", "/mailwarden/held/h1/release"), 503, "ServerError", "unavailable");
        isError(send("DELETE", "/mailwarden/held/h1"), 503, "ServerError", "unavailable");
        isError(send("POST", "/mailwarden/incidents/i1/release"), 503, "ServerError", "unavailable");
        isError(send("DELETE", "/mailwarden/incidents/i1/held"), 503, "ServerError", "unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%s%n", "..", "' OR 1=1", "<script>", "\n", "ÿ", "*", "{}", "\0"})
    void hostileIdsAreNotFoundOrRefused(String id) {
        for (String path : new String[] {"/held/" + encode(id) + "/release", "/incidents/" + encode(id) + "/confirm"}) {
            assertThat(send("POST", "/mailwarden" + path).statusCode()).as(path).isIn(400, 404);
        }
        for (String path : new String[] {
            "/incidents/" + encode(id), "/accounts/" + encode(id), "/accounts/" + encode(id) + "/logins"
        }) {
            HttpResponse<String> response = send("GET", "/mailwarden" + path);
            assertThat(response.statusCode()).as(path).isIn(400, 404);
            assertThat(response.body()).doesNotContain("\n", "\0");
        }
    }

    @Test
    void hugeIdIsNotFoundAndNotRepeatedInFull() {
        HttpResponse<String> response = send("DELETE", "/mailwarden/held/" + "9".repeat(4000));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).hasSizeLessThan(1000);
    }

    @Test
    void unknownRouteIsJamesNotFound() throws IOException {
        isError(send("GET", "/mailwarden/nothing"), 404, "notFound", "/mailwarden/nothing");
    }
}
