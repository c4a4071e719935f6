package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.LogLine;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What Courier says of logins: "LOGIN, user=bob, ip=[::ffff:192.0.2.1], port=[51234], protocol=IMAP", "LOGIN FAILED,
 * user=bob, ip=[…]". Of a refused SASL login it tells the method, and no name. Not thread-safe.
 */
final class CourierLines implements ProgramLines {

    private static final String LOGIN = "LOGIN, ";
    private static final String FAILED = "LOGIN FAILED, ";
    private static final String USER = "user=";
    private static final String ADDRESS = "ip=[";

    private final Accounts accounts;
    private final Failures failures;
    private final Consumer<Event> events;

    CourierLines(Accounts accounts, Failures failures, Consumer<Event> events) {
        this.accounts = accounts;
        this.failures = failures;
        this.events = events;
    }

    @Override
    public boolean read(Instant at, LogLine line) throws Unusable {
        String text = withoutLevel(line.text());
        boolean accepted = text.startsWith(LOGIN);
        if (!accepted && !text.startsWith(FAILED)) {
            return false;
        }
        String rest = text.substring(accepted ? LOGIN.length() : FAILED.length());
        // A stranger chooses the name: the last address counts.
        int ip = rest.lastIndexOf(ADDRESS);
        int close = ip < 0 ? -1 : rest.indexOf(']', ip);
        if (close < 0) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        Address address = Address.parse(rest.substring(ip + ADDRESS.length(), close))
                .orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        boolean named = rest.startsWith(USER) && ip >= USER.length() + ", ".length();
        Account account = accounts.of(named ? rest.substring(USER.length(), ip - ", ".length()) : "");
        tell(at, line.program(), account, address, accepted);
        return true;
    }

    private void tell(Instant at, String program, Account account, Address address, boolean accepted) {
        Login.Source source = new Login.Source(address, Client.UNKNOWN, program.endsWith("-ssl"), "", Optional.empty());
        Login login = new Login(
                at,
                account,
                program.contains("pop3") ? Protocol.POP3 : Protocol.IMAP,
                accepted ? Login.Outcome.ACCEPTED : Login.Outcome.REFUSED,
                Optional.of(source),
                Login.Secret.NONE);
        if (accepted) {
            failures.loggedIn(at, account, address);
            events.accept(login);
        } else {
            failures.told(login, address, 1);
        }
    }

    // Courier writes its own levels before some lines: "INFO: LOGIN, …".
    private static String withoutLevel(String text) {
        return text.startsWith("INFO: ") ? text.substring("INFO: ".length()) : text;
    }
}
