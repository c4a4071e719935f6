package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.admin.access.ConsoleAccess;
import io.mailwarden.admin.casework.ActivityRoutes;
import io.mailwarden.admin.casework.CaseworkRoutes;
import io.mailwarden.admin.http.Permissions;
import io.mailwarden.admin.setup.SetupRoutes;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.held.HeldPreview;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.session.SessionDetails;
import io.mailwarden.engine.review.access.Role;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The description says what the routes are: each is in it, each of it is there, each example is sent and what comes back
 * is as described. {@code -Dpage.write=true} writes the schemas anew.
 */
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Path.of("src/main/resources/io/mailwarden/admin/openapi.json");
    private static final Account BOB = new Account("bob@example.org");

    private static final List<Class<?>> VIEWS = List.of(
            Views.OverviewView.class,
            Views.IncidentView.class,
            Views.DoneView.class,
            Views.HeldView.class,
            HeldPreview.class,
            Views.AccountView.class,
            Views.LoginView.class,
            CaseworkRoutes.CommentView.class,
            CaseworkRoutes.CommentsView.class,
            CaseworkRoutes.AssigneeView.class,
            ActivityRoutes.TimelineView.class,
            ActivityRoutes.DelegationsView.class,
            ControlRoutes.BlockView.class,
            ControlRoutes.UnblockedView.class,
            ControlRoutes.SessionView.class,
            ControlRoutes.EndedView.class,
            ControlRoutes.PasswordView.class,
            ControlRoutes.ModeView.class,
            RescanRoutes.RescanView.class,
            RescanRoutes.NoticeView.class,
            BacktestRoutes.BacktestView.class,
            AlertRoutes.AlertView.class,
            AuditRoutes.AuditView.class,
            SafeNetworkRoutes.SafeNetworkView.class,
            ExceptionRoutes.ExceptionView.class,
            ExceptionRoutes.MadeExceptionView.class,
            ExceptionRoutes.PreviewView.class,
            ExceptionRoutes.FindingProposalsView.class,
            SetupRoutes.SettingView.class,
            SetupRoutes.AlertWayView.class,
            SetupRoutes.TestedWayView.class,
            SetupRoutes.FirstStepView.class,
            ConsoleAccess.SignedInView.class,
            ConsoleAccess.ConsoleSessionView.class,
            ConsoleAccess.ConsoleUserView.class,
            ConsoleAccess.InvitationView.class);

    private WebAdmin server;
    private TestConsole made;
    private FakeControls controls;
    private String cookie = "";
    private String csrf = "";

    private record Operation(String method, String path, JsonNode description) {

        @Override
        public String toString() {
            return method + " " + path;
        }

        int success() {
            return Integer.parseInt(description.path("responses").fieldNames().next());
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        made = TestConsole.withoutCodes(folder.resolve("token"));
        controls = new FakeControls();
        FakeRescans rescans = new FakeRescans();
        Rescan unused = rescans.store.begin(Rescan.begin("p1", new Rescan.Scope("i1", BOB, "", true), FakeReview.TIME));
        FakeReview review = new FakeReview();
        review.dismisses = true;
        NoAuthenticationFilter open = new NoAuthenticationFilter();
        server = new WebAdmin(
                new MailwardenRoutes(
                        TestPorts.of(review, controls, new FakeRules(), rescans, new FakeDirectory()),
                        made.console(open)),
                open);
        controls.setMode(new ModeRule("@example.org", Mode.DETECT), "test");
        controls.sessions.open(
                new SessionDetails(
                        BOB,
                        Optional.empty(),
                        Protocol.IMAP,
                        Address.parse("198.51.100.7"),
                        new Client("Thunderbird", "128.0", ""),
                        true),
                reason -> {});
        HttpResponse<String> signedIn = server.send("POST", "/mailwarden/console/sign-in", "Authorization", basic());
        String set = signedIn.headers().firstValue("Set-Cookie").orElse("");
        cookie = set.substring(0, set.indexOf(';'));
        csrf = JSON.readTree(signedIn.body()).path("csrf").asText();
        for (String kept : List.of("safe-networks", "exceptions")) {
            JsonNode example = description()
                    .at("/paths/~1mailwarden~1" + kept + "/post/requestBody/content/application~1json/example");
            server.sendBody(
                    "POST", "/mailwarden/" + kept, example.toString(), "Cookie", cookie, "Mailwarden-Csrf", csrf);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(("carol@example.org:" + TestConsole.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode description() throws IOException {
        return JSON.readTree(OpenApiRoute.description());
    }

    static List<Operation> operations() throws IOException {
        List<Operation> operations = new ArrayList<>();
        description().path("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(method -> operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    @Test
    void everyRouteIsDescribedWithItsRoleAndNothingElseIs() throws IOException {
        Set<String> described = operations().stream()
                .map(one ->
                        one + " " + one.description().path("x-mailwarden-role").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> routes = Permissions.ALL.stream()
                .map(one -> one.method() + " /mailwarden"
                        + one.path().replaceAll(":([a-z]+)", "{$1}") + " "
                        + one.role().map(Role::label).orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void theSchemasAreThoseOfTheAnswers() throws IOException {
        ObjectNode whole = (ObjectNode) description();
        ObjectNode schemas = JSON.createObjectNode();
        new ViewSchemas(VIEWS).all().forEach(schemas::set);
        schemas.set("Error", whole.at("/components/schemas/Error"));
        for (String byHand : List.of("Enrolment", "TaskView", "SentNoticesView")) {
            schemas.set(byHand, whole.at("/components/schemas/" + byHand));
        }
        if (Boolean.getBoolean("page.write")) {
            ((ObjectNode) whole.path("components")).set("schemas", schemas);
            Files.writeString(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n");
        }
        assertThat(JSON.readTree(Files.readString(FILE)).at("/components/schemas"))
                .isEqualTo(schemas);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itsExampleIsAnsweredAsDescribed(Operation operation) throws IOException {
        HttpResponse<String> response = server.sendBody(
                operation.method(),
                path(operation),
                body(operation),
                headers(operation).toArray(String[]::new));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(operation.success());
        JsonNode schema = operation
                .description()
                .path("responses")
                .path(String.valueOf(operation.success()))
                .at("/content/application~1json/schema");
        if (operation.path().endsWith("/source")) {
            assertThat(response.body()).isEqualTo(FakeReview.SOURCE);
            return;
        }
        if (schema.isMissingNode()) {
            assertThat(response.body()).isEmpty();
        } else {
            assertThat(new SchemaCheck(description()).problems(schema, JSON.readTree(response.body())))
                    .isEmpty();
        }
    }

    private String path(Operation operation) throws IOException {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = parameter.path("name").asText();
            String value = URLEncoder.encode(parameter.path("example").asText(), StandardCharsets.UTF_8);
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", real(operation, name, value));
            } else if (parameter.path("in").asText().equals("query") && parameter.has("example")) {
                query.add(name + "=" + value);
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    // What the server named at random.
    private String real(Operation operation, String name, String example) throws IOException {
        boolean random = Stream.of("sessions", "safe-networks", "/exceptions/")
                .anyMatch(list -> operation.path().contains(list));
        if (!name.equals("id") || !random) {
            return operation.path().contains("/users/") ? "carol@example.org" : example;
        }
        String list = operation.path().substring(0, operation.path().indexOf("/{"));
        return JSON.readTree(server.send("GET", list, "Cookie", cookie).body())
                .at("/items/0/id")
                .asText();
    }

    private static String body(Operation operation) {
        JsonNode example = operation.description().at("/requestBody/content/application~1json/example");
        return example.isMissingNode() ? "" : example.toString();
    }

    private List<String> headers(Operation operation) {
        if (!operation.description().path("x-mailwarden-role").asText().isEmpty()) {
            return List.of("Cookie", cookie, "Mailwarden-Csrf", csrf);
        }
        Stream<String> examples = Stream.of();
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = parameter.path("name").asText();
            String invitation = made.console(new NoAuthenticationFilter())
                    .invite(new Account("carol@example.org"), "test")
                    .orElseThrow()
                    .code();
            examples = Stream.concat(
                    examples,
                    Stream.of(
                            name,
                            name.equals("Mailwarden-Enrolment")
                                    ? invitation
                                    : parameter.path("example").asText()));
        }
        return Stream.concat(Stream.of("Authorization", basic()), examples).toList();
    }
}
