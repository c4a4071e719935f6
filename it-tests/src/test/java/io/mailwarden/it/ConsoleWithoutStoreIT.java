package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.survival.Postgres;
import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An administrator in the middle of a decision when the database goes away: he is told, and nothing is half done. */
@Order(16)
class ConsoleWithoutStoreIT {

    private static final Postgres POSTGRES = postgres();

    @RegisterExtension
    static final MailwardenServer SERVER = Servers.known("without-store", "owner", "carol")
            .setting("console.users", Servers.address("carol") + ":administrator")
            .setting("store.url", POSTGRES.url())
            .setting("store.timeout", "3s")
            .build();

    private static final String OWNER = Servers.address("owner");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static ConsoleVisit visit;
    private static Browser browser;
    private static String incident;

    private static Postgres postgres() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "servers")).resolve("without-store-postgres");
            Postgres postgres = new Postgres(folder);
            postgres.start();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void takeOverAndSignIn() throws IOException {
        assumeTrue(Browser.isThere(), "no Chromium here: apt-get install chromium chromium-driver");
        incident = new Thief(SERVER, OWNER).takesOver("Overdue invoice");
        visit = new ConsoleVisit(SERVER, Servers.address("carol"));
        browser = visit.browser();
        visit.enrolsAndSignsIn();
    }

    @AfterAll
    static void close() throws IOException {
        if (visit != null) {
            visit.close();
        }
        POSTGRES.close();
    }

    private static Reviews reviews() throws IOException {
        return new Reviews(SERVER.admin());
    }

    @Test
    void heIsToldThatNothingWasChangedAndGoesOnWhenItIsBack() throws IOException {
        browser.open(visit.page("incident/" + incident));
        browser.await("aside button", "Taken over");
        JsonNode before = reviews().incident(incident);

        POSTGRES.stop();
        browser.await("aside button", "Taken over").click();
        browser.await("#toasts .failed", "The store cannot be reached, nothing was changed");
        browser.picture("store-gone");

        browser.open(visit.page("incidents"));
        browser.await(".problem p", "The store cannot be reached");
        assertThat(browser.violations()).as("without a store").isEmpty();
        browser.picture("store-gone-page");

        POSTGRES.start();
        JsonNode after = Waiting.until(
                        PATIENCE,
                        "an answer from the store",
                        () -> SERVER.admin().get("mailwarden/incidents/" + incident),
                        reply -> reply.status() == 200)
                .json();
        assertThat(after.path("state")).isEqualTo(before.path("state"));
        assertThat(after.path("responses")).isEqualTo(before.path("responses"));
        browser.await(".problem button", "Try again").click();
        browser.await("[data-row]", OWNER);

        browser.open(visit.page("incident/" + incident));
        browser.await("aside button", "Taken over").click();
        browser.await(".case .badge", "taken over");
        assertThat(reviews().incident(incident).path("state").asText()).isEqualTo("confirmed");
    }
}
