package io.mailwarden.settings.james;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.settings.james.ConfAudit.RepositorySetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfAuditTest {

    private static final String HELD = "file://var/mail/held/";

    @TempDir
    Path working;

    private LaidConf james = new LaidConf(Path.of(""));

    @BeforeEach
    void layOut() throws IOException {
        james = new LaidConf(working).shipped();
    }

    private ConfAudit audit(String held) {
        return new ConfAudit(
                james.folder(),
                List.of(new RepositorySetting("mailwarden.properties, line 7", "hold.repository", held)));
    }

    private List<String> problems(String held) {
        return audit(held).problems().stream().map(ConfFinding::toString).toList();
    }

    private List<String> warnings() {
        return audit(HELD).warnings().stream().map(ConfFinding::toString).toList();
    }

    @Test
    void shippedFilesLackNothing() {
        ConfAudit audit = audit(HELD);

        assertThat(audit.problems()).isEmpty();
        assertThat(audit.warnings()).isEmpty();
        assertThat(audit.watched()).contains("smtp 0.0.0.0:587", "imap 0.0.0.0:993", "outbound mail");
    }

    @Test
    void folderWithoutJamesIsNotChecked() throws IOException {
        LaidConf alone = new LaidConf(working.resolve("alone")).file("mailwarden.properties", "");
        ConfAudit audit = new ConfAudit(alone.folder(), List.of());

        assertThat(audit.problems()).isEmpty();
        assertThat(audit.warnings()).singleElement().satisfies(one -> assertThat(one.text())
                .contains("no file of James's"));
    }

    @Test
    void unwatchedDoorIsAProblem() throws IOException {
        james.changed("imapserver.xml", "<imapPackages>io.mailwarden.imap.WatchedImapPackage</imapPackages>", "");

        assertThat(problems(HELD)).hasSize(2).allSatisfy(line -> assertThat(line)
                .startsWith("imapserver.xml, line ")
                .contains("not watched: imap 0.0.0.0:"));
    }

    @Test
    void jamesMustLoadMailwarden() throws IOException {
        james.file("extensions.properties", "guice.extension.module=a.B,io.mailwarden.plugin.MailwardenModule\n");

        assertThat(problems(HELD))
                .satisfiesExactly(
                        startable -> assertThat(startable).contains("MailwardenStartable in guice.extension.startable"),
                        task -> assertThat(task).contains("RescanTaskModule in guice.extension.task"));
        james.without("extensions.properties");
        assertThat(problems(HELD)).hasSize(3);
    }

    @Test
    void protocolOfTheRepositoryMustBeDeclared() throws IOException {
        james.file(
                "mailrepositorystore.xml",
                "<mailrepositorystore><mailrepositories><mailrepository class=\"a.B\"><protocols>"
                        + "<protocol>cassandra</protocol></protocols></mailrepository></mailrepositories>"
                        + "</mailrepositorystore>");

        assertThat(problems(HELD)).singleElement().satisfies(line -> assertThat(line)
                .startsWith("mailrepositorystore.xml: ")
                .contains("<protocol>file</protocol>", "hold.repository = " + HELD, "mailwarden.properties, line 7"));
        assertThat(problems("cassandra://var/mail/held/")).isEmpty();
        james.without("mailrepositorystore.xml");
        assertThat(problems(HELD)).singleElement().satisfies(line -> assertThat(line)
                .startsWith("mailwarden.properties, line 7: ")
                .contains("there is no mailrepositorystore.xml"));
    }

    @Test
    void repositoryInMemoryHoldsUntilTheNextRestartOnly() {
        assertThat(problems("memory://var/mail/held/")).singleElement().satisfies(line -> assertThat(line)
                .startsWith("mailwarden.properties, line 7: ")
                .contains("mailrepositorystore.xml, line 17", "a restart loses what is held"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///some/shared/held/", "file://../held/", "file://var/../../held/"})
    void filesOutsideOfJamesHoldNothing(String url) {
        assertThat(problems(url)).singleElement().satisfies(line -> assertThat(line)
                .startsWith("mailwarden.properties, line 7: hold.repository = " + url)
                .contains("only inside its own folder"));
    }

    @Test
    void filesInsideOfJamesMayBeNamedInFull() {
        assertThat(problems("file://" + working.toAbsolutePath() + "/var/held/"))
                .isEmpty();
        assertThat(problems("file://var/./mail/../held/")).isEmpty();
    }

    @Test
    void whatLeavesAPartOutIsAWarning() throws IOException {
        james.changed("mailetcontainer.xml", "io.mailwarden.mailet.Inbound\"", "Null\"");
        assertThat(warnings()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("mailetcontainer.xml: delivery reports"));

        james.shipped().changed("webadmin.properties", ",io.mailwarden.admin.MailwardenRoutes", "");
        assertThat(warnings()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("webadmin.properties: Mailwarden's API"));

        james.shipped().changed("webadmin.properties", "enabled=true", "enabled=false");
        assertThat(warnings()).singleElement().satisfies(line -> assertThat(line)
                .contains("WebAdmin is off"));

        james.shipped().without("healthcheck.properties");
        assertThat(warnings()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("healthcheck.properties: "));
    }

    @Test
    void mailetsInTheWrongPlaceAreNamedByLine() throws IOException {
        james.file(
                "mailetcontainer.xml",
                "<mailetcontainer><processors><processor state=\"root\">\n"
                        + "<mailet match=\"All\" class=\"io.mailwarden.mailet.Outbound\"/>\n"
                        + "</processor><processor state=\"transport\">\n"
                        + "<mailet match=\"RecipientIsLocal\" class=\"LocalDelivery\"/>\n"
                        + "<mailet match=\"All\" class=\"io.mailwarden.mailet.Inbound\"/>\n"
                        + "</processor></processors></mailetcontainer>");

        assertThat(warnings())
                .satisfiesExactly(
                        outbound -> assertThat(outbound)
                                .startsWith("mailetcontainer.xml, line 2: ")
                                .contains("<onMailetException>ignore</onMailetException>"),
                        inbound -> assertThat(inbound)
                                .startsWith("mailetcontainer.xml, line 4: ")
                                .contains("Inbound above LocalDelivery"));
    }

    @Test
    void everyFileThatCannotBeReadIsNamedOnce() throws IOException {
        for (String name : List.of("smtpserver.xml", "mailetcontainer.xml", "mailrepositorystore.xml")) {
            james.file(name, "<open>\n");
        }

        assertThat(problems(HELD))
                .satisfiesExactlyInAnyOrder(
                        smtp -> assertThat(smtp).contains("smtpserver.xml cannot be read: line 2, column "),
                        mailets -> assertThat(mailets).contains("mailetcontainer.xml cannot be read: line 2, column "),
                        store -> assertThat(store).contains("mailrepositorystore.xml cannot be read: line 2, column "));
    }

    @Test
    void nothingIsWritten() throws IOException {
        var unused = audit("file://var/mail/held/");

        try (var files = Files.list(working)) {
            assertThat(files).containsExactly(james.folder());
        }
    }
}
