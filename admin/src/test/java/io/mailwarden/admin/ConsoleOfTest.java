package io.mailwarden.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.audit.AuditEntry;
import io.mailwarden.engine.review.audit.AuditQuery;
import io.mailwarden.engine.support.DomainFilter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.james.webadmin.authentication.NoAuthenticationFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A WebAdmin with the console, for one test. */
abstract class ConsoleOfTest {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String CAROL = "carol@example.org";
    static final String SIGN_IN = "/mailwarden/console/sign-in";

    @TempDir
    Path folder;

    WebAdmin server;
    TestConsole made;

    /** The console to test; its token goes into {@link #token()}. */
    abstract TestConsole console();

    /** Starts it, on fakes that know bob@example.org. */
    @BeforeEach
    void start() {
        made = console();
        NoAuthenticationFilter open = new NoAuthenticationFilter();
        FakeControls controls = new FakeControls();
        server = new WebAdmin(new MailwardenRoutes(TestPorts.of(new FakeReview(), controls), made.console(open)), open);
    }

    Path token() {
        return folder.resolve("token");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    List<AuditEntry> trail() {
        return trail(Optional.empty());
    }

    List<AuditEntry> trail(Optional<Account> account) {
        return made.trail
                .search(new AuditQuery(
                        DomainFilter.ALL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        account,
                        100,
                        Optional.empty()))
                .items();
    }
}
