package io.mailwarden.cli;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.review.access.Invitation;
import io.mailwarden.engine.review.access.Invitation.Issued;
import io.mailwarden.engine.review.audit.AuditEntry;
import io.mailwarden.engine.review.audit.AuditEntry.Deed;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.store.StoreTools;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code console invite}: lets a console user enrol a second factor. */
@Command(
        name = "invite",
        description = {
            "Makes a code with which a console user enrols an authenticator program, in place of an earlier one. It is shown"
                    + " once; pass it on in person. James may run meanwhile.",
            "The user must be in console.users."
        })
final class ConsoleInviteCommand extends StoreTask {

    private static final String ACTOR = "command line";

    @Parameters(paramLabel = "ACCOUNT", description = "The account of the mail server, such as carol@example.org.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Override
    int run(PluginConfig config) throws IOException {
        Optional<Account> user = config.console().users().stream()
                .map(ConsoleUser::account)
                .filter(account -> Account.tryOf(name).filter(account::equals).isPresent())
                .findFirst();
        if (user.isEmpty()) {
            String known = config.console().users().stream()
                    .map(one -> one.account().name())
                    .collect(Collectors.joining(", "));
            complain(name + " is no console user; console.users has " + (known.isEmpty() ? "nobody" : known));
            return 1;
        }
        return withStore(config.store(), tools -> invite(tools, user.get(), config));
    }

    private int invite(StoreTools tools, Account account, PluginConfig config) {
        Instant now = now();
        Instant expires = now.plus(config.console().invitationLasts());
        Issued issued = Invitation.issue(tools.access(), account, ACTOR, expires);
        tools.audit()
                .append(new AuditEntry(
                        UUID.randomUUID().toString(),
                        now,
                        ACTOR,
                        "this machine",
                        "console-invite",
                        account.name(),
                        Optional.of(account),
                        new Deed("done", "", "", "until " + expires)));
        say("code for " + account + ": " + issued.code());
        say("until " + issued.expires() + "; it is used at the console's sign-in page, with the account's password");
        return 0;
    }
}
