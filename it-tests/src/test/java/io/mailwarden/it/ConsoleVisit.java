package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.testkit.MailwardenServer;
import io.mailwarden.testkit.ServerPlan;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An administrator before a browser that shows a server's console. */
final class ConsoleVisit implements AutoCloseable {

    /** What a server's alerts call the place of its console, in place of a port that is not known before it runs. */
    static final String ELSEWHERE = "https://mail.oslo.example";

    private final MailwardenServer server;
    private final String account;
    private final Browser browser = new Browser();
    private @Nullable Authenticator phone;

    /** With a browser of his own, and that account. */
    ConsoleVisit(MailwardenServer server, String account) {
        this.server = server;
        this.account = account;
        browser.looksLike(1360, 900, "light");
    }

    Browser browser() {
        return browser;
    }

    /** The address of a page. */
    String page(String path) {
        return server.stranger().uri("mailwarden/console/#/" + path).toString();
    }

    /** The address behind a link of an alert. */
    String linked(String link) {
        assertThat(link).startsWith(ELSEWHERE + "/");
        return server.stranger().uri(link.substring(ELSEWHERE.length() + 1)).toString();
    }

    /** With an invitation, as for the first time: the browser enrols, writes the codes down, and signs in. */
    void enrolsAndSignsIn() throws IOException {
        String invitation = server.admin()
                .post("mailwarden/console/users/" + account + "/invitation")
                .json()
                .path("code")
                .asText();
        browser.open(page(""));
        browser.await("button.link", "Enrol").click();
        gives("[name=once]", invitation);
        phone = new Authenticator(browser.await(".secret").getText().replace(" ", ""));
        assertThat(browser.violations()).as("the QR code").isEmpty();
        browser.picture("enrol");
        browser.await("[name=code]").sendKeys(phone.code(server.clock().instant()));
        browser.await("button[type=submit]").click();
        browser.await(".codes li");
        browser.await("button.primary", "written them down").click();
        browser.await("[name=name]");
        assertThat(browser.violations()).as("the sign-in").isEmpty();
        browser.picture("sign-in");
        signsIn();
        browser.await(".cards");
        // The 401 that says that nobody is signed in.
        assertThat(browser.complaints()).allMatch(message -> message.contains("console/session"));
    }

    /** On the page that asks for it, with a code that was not used yet. */
    void signsIn() {
        if (phone == null) {
            throw new IllegalStateException("he has not enrolled");
        }
        server.clock().advance(Duration.ofMinutes(1));
        gives("[name=code]", phone.code(server.clock().instant()));
    }

    private void gives(String field, String value) {
        browser.await("[name=name]").sendKeys(account);
        browser.await("[name=password]").sendKeys(ServerPlan.PASSWORD);
        browser.await(field).sendKeys(value);
        browser.await("button[type=submit]").click();
    }

    @Override
    public void close() {
        browser.close();
    }
}
