package io.mailwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.AccessSecrets;
import io.mailwarden.engine.review.access.Invitation;
import io.mailwarden.engine.review.audit.AuditQuery;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleInviteTest {

    private static final Account CAROL = new Account("carol@example.org");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Shell shell(String settings) throws IOException {
        Shell shell = new Shell(folder);
        shell.settings(settings);
        return shell;
    }

    private int invite(Shell shell, String name) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("console", "invite", "--conf", shell.conf().toString(), name);
    }

    @Test
    void theCodeThatIsShownIsTheOneThatIsKept() throws IOException {
        Shell shell = shell("console.users=carol@example.org:administrator\n");
        shell.open().close();

        assertThat(invite(shell, "Carol@Example.org")).as(err.toString()).isZero();

        Matcher code =
                Pattern.compile("code for carol@example.org: ([0-9a-z-]{19})").matcher(out.toString());
        assertThat(code.find()).as(out.toString()).isTrue();
        try (Store store = shell.open()) {
            assertThat(store.access().invitation(CAROL).map(Invitation::codeHash))
                    .contains(AccessSecrets.hashOfCode(code.group(1)));
            assertThat(store.audit()
                            .search(new AuditQuery(
                                    DomainFilter.ALL,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("console-invite"),
                                    Optional.of(CAROL),
                                    10,
                                    Optional.empty()))
                            .items())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.toString()).doesNotContain(code.group(1)));
        }
    }

    @Test
    void whoIsNoConsoleUserIsNotInvited() throws IOException {
        Shell shell = shell("console.users=carol@example.org:administrator\n");
        shell.open().close();

        assertThat(invite(shell, "mallory@example.org")).isEqualTo(1);
        assertThat(err.toString())
                .contains("mallory@example.org is no console user; console.users has carol@example.org");
    }
}
