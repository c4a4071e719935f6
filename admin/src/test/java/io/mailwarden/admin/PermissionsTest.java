package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.admin.http.Permissions;
import io.mailwarden.admin.http.Permissions.Permission;
import io.mailwarden.engine.review.access.Role;
import io.mailwarden.engine.review.audit.AuditEntry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route with each role and with none, and a domain's administrator against other domains. */
class PermissionsTest extends ConsoleOfTest {

    private static final Map<Role, String> USERS = Map.of(
            Role.ADMINISTRATOR, "carol@example.org", Role.ANALYST, "dave@example.org", Role.VIEWER, "erin@example.org");

    private static final String EXCEPTION = "{\"account\":\"bob@example.org\",\"comment\":\"x\",\"country\":\"NO\"}";
    private static final Map<String, String> BODIES = Map.of(
            "/safe-networks",
            "{\"network\":\"192.0.2.1\",\"description\":\"x\",\"account\":\"bob@example.org\"}",
            "/exceptions",
            EXCEPTION,
            "/exceptions/preview",
            EXCEPTION);

    // Of example.net alone; the fakes know bob@example.org.
    private static final String FRANK = "frank@example.net";

    @Override
    TestConsole console() {
        return TestConsole.withoutCodes(token());
    }

    private record Browser(String cookie, String csrf) {}

    private Browser signedIn(String name) {
        HttpResponse<String> response =
                server.send("POST", SIGN_IN, "Authorization", basic(name, TestConsole.PASSWORD));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String set = response.headers().firstValue("Set-Cookie").orElse("");
        try {
            return new Browser(
                    set.substring(0, set.indexOf(';')),
                    JSON.readTree(response.body()).path("csrf").asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> send(Browser browser, String method, String path, String body) {
        return server.sendBody(
                method, "/mailwarden" + path, body, "Cookie", browser.cookie(), "Mailwarden-Csrf", browser.csrf());
    }

    private static String filled(Permission permission) {
        String path = permission
                .path()
                .replace(":account", "bob@example.org")
                .replace(":scope", "@example.org")
                .replace("/held/:id", "/held/h1")
                .replace(":id", "i1");
        return permission.reach() == Permissions.Reach.ACCOUNT_PARAMETER ? path + "?account=bob@example.org" : path;
    }

    static Stream<Arguments> guarded() {
        return Permissions.ALL.stream()
                .filter(permission -> permission.role().isPresent())
                .map(permission -> Arguments.of(permission.key(), permission));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void aRouteOpensToItsRoleAndAboveAndToNobodyElse(String key, Permission permission) {
        assertThat(server.send(permission.method(), "/mailwarden" + filled(permission))
                        .statusCode())
                .as("nobody")
                .isEqualTo(401);
        for (Role role : Role.values()) {
            HttpResponse<String> response =
                    send(signedIn(USERS.getOrDefault(role, "")), permission.method(), filled(permission), "");
            assertThat(response.statusCode() == 403)
                    .as("%s as %s: %s", key, role, response.body())
                    .isEqualTo(!role.includes(permission.role().orElseThrow()));
            assertThat(response.statusCode()).isNotEqualTo(401).isLessThan(500);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void whoSeesOneDomainReachesNothingOfAnother(String key, Permission permission) {
        HttpResponse<String> response = send(
                signedIn(FRANK), permission.method(), filled(permission), BODIES.getOrDefault(permission.path(), ""));

        if (!permission.path().equals("/openapi.json")) {
            assertThat(response.body()).doesNotContain("\"account\":\"bob", "carol@example.net");
        }
        switch (permission.reach()) {
            case LIST, OWN -> assertThat(response.statusCode()).isIn(200, 204, 404);
            default -> assertThat(response.statusCode()).as(response.body()).isIn(403, 404);
        }
    }

    @Test
    void aListThatIsNarrowedToAnotherDomainIsNotThere() {
        Browser frank = signedIn(FRANK);
        for (String list : List.of("incidents", "held", "sessions", "audit", "blocks", "timeline")) {
            assertThat(send(frank, "GET", "/" + list + "?account=bob@example.org", "")
                            .statusCode())
                    .as(list)
                    .isEqualTo(404);
        }
        for (String list : List.of("incidents", "held", "blocks", "timeline")) {
            assertThat(send(frank, "GET", "/" + list + "?domain=example.org", "")
                            .statusCode())
                    .as(list)
                    .isEqualTo(404);
            assertThat(send(frank, "GET", "/" + list + "?domain=example.net", "")
                            .statusCode())
                    .as(list)
                    .isEqualTo(200);
        }
    }

    @Test
    void whoSeesOneDomainVouchesForItAloneAndTakesNothingElseBack() throws IOException {
        Browser frank = signedIn(FRANK);
        Browser carol = signedIn("carol@example.org");
        String network = "{\"network\":\"192.0.2.1\",\"description\":\"x\",%s}";
        assertThat(send(frank, "POST", "/safe-networks", network.formatted("\"everybody\":true"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> all = send(carol, "POST", "/safe-networks", network.formatted("\"everybody\":true"));
        assertThat(all.statusCode()).as(all.body()).isEqualTo(201);
        String id = JSON.readTree(all.body()).path("id").asText();

        assertThat(send(frank, "DELETE", "/safe-networks/" + id, "").statusCode())
                .isEqualTo(403);
        assertThat(send(signedIn("dave@example.org"), "DELETE", "/safe-networks/" + id, "")
                        .statusCode())
                .as("an analyst")
                .isEqualTo(403);
        assertThat(send(frank, "GET", "/safe-networks", "").body()).doesNotContain(id);
        assertThat(send(carol, "DELETE", "/safe-networks/" + id, "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void onlyAnAdministratorBlocksAnAdministrator() {
        String path = "/accounts/carol@example.org/block";
        assertThat(send(signedIn("dave@example.org"), "POST", path, "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(signedIn("carol@example.org"), "POST", path, "{\"reason\":\"x\"}")
                        .statusCode())
                .isNotEqualTo(403);
    }

    @Test
    void whatWasDoneAndWhatWasRefusedIsInTheTrail() {
        HttpResponse<String> done = send(
                signedIn("dave@example.org"), "POST", "/accounts/bob@example.org/block", "{\"reason\":\"left us\"}");
        assertThat(done.statusCode()).isEqualTo(201);
        send(signedIn("erin@example.org"), "POST", "/incidents/i1/dismiss", "");

        assertThat(trail())
                .filteredOn(entry -> entry.action().equals("account-block"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("dave@example.org");
                    assertThat(entry.account()).map(Object::toString).contains("bob@example.org");
                    assertThat(entry.deed().outcome()).isEqualTo("done");
                    assertThat(entry.deed().why()).isEqualTo("left us");
                    assertThat(entry.deed().after()).contains("left us");
                });
        assertThat(trail())
                .filteredOn(entry -> entry.action().equals("incident-dismiss"))
                .extracting(entry -> entry.actor() + " " + entry.deed().outcome())
                .containsExactly("erin@example.org refused-403");
    }

    @Test
    void aRuleForAnAccountIsInItsTrail() throws IOException {
        Browser dave = signedIn("dave@example.org");
        HttpResponse<String> made = send(dave, "POST", "/exceptions", EXCEPTION);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = JSON.readTree(made.body()).at("/exception/id").asText();
        send(dave, "DELETE", "/exceptions/" + id, "");

        assertThat(trail(Optional.of(FakeReview.BOB)))
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder("exception-remove", "exception-make");
    }

    @Test
    void readingAHeldMessageIsInTheTrail() {
        Browser dave = signedIn("dave@example.org");
        send(dave, "GET", "/held/h1/text", "");
        send(dave, "GET", "/held/h1/source", "");
        send(dave, "GET", "/held", "");

        assertThat(trail(Optional.of(FakeReview.BOB)))
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder("held-read-text", "held-read-source");
    }

    @Test
    void aTrailThatCannotBeKeptStopsNoBlockAndIsTold() {
        Browser dave = signedIn("dave@example.org");
        made.trail.gone(true);
        assertThat(send(dave, "POST", "/accounts/bob@example.org/block", "{\"reason\":\"left us\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(made.alarms.stands("audit-failed")).isTrue();
        assertThat(send(dave, "GET", "/audit", "").statusCode()).isEqualTo(503);

        made.trail.gone(false);
        made.clock.advance(Duration.ofSeconds(6));
        assertThat(send(dave, "GET", "/audit?action=account-block", "").body()).contains("left us");
        assertThat(made.alarms.stands("audit-failed")).isFalse();
    }

    @Test
    void theTrailIsExportedAndNoCellIsAFormula() throws IOException {
        Browser dave = signedIn("dave@example.org");
        send(dave, "POST", "/accounts/bob@example.org/block", "{\"reason\":\"=cmd|' /C calc'!A0, \\\"x\\\"\"}");
        String[] headers = {"Cookie", dave.cookie(), "Accept", "text/csv"};

        HttpResponse<String> csv = server.send("GET", "/mailwarden/audit?action=account-block", headers);
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(csv.body().lines().toList()).hasSize(2);
        assertThat(csv.body()).contains("\"'=cmd|' /C calc'!A0, \"\"x\"\"\"");

        headers[3] = "application/jsonl";
        JsonNode line = JSON.readTree(server.send("GET", "/mailwarden/audit?action=account-block", headers)
                .body());
        assertThat(line.path("outcome").asText()).isEqualTo("done");
        assertThat(line.path("actor").asText()).isEqualTo("dave@example.org");
    }
}
