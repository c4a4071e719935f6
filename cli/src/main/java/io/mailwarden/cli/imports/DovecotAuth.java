package io.mailwarden.cli.imports;

import io.mailwarden.cli.imports.line.AuthText;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Dovecot's process auth says of passwords, whatever driver looked them up, and of masters who log in as others.
 * It speaks when auth_verbose is on. Not thread-safe.
 */
final class DovecotAuth {

    private static final int MOST_MASTERS = 10_000;

    // 2.3 says no more than "auth: Master user logging in as bob": neither who, nor from where.
    private static final String MASTER = "Master user logging in as ";
    private static final Duration BEFORE_LOGIN = Duration.ofSeconds(5);

    private static final List<String> WRONG = List.of(
            "unknown user",
            "password mismatch",
            "invalid credentials",
            "login failed (status=",
            "pam_authenticate() failed: authentication failure",
            "pam_authenticate() failed: user not known");
    // What starts so and is none of the above: a password that nobody could check, or that a rule was against.
    private static final List<String> NOT_WRONG = List.of(
            "pam_",
            "authentication failure due to policy",
            "policy check",
            "password expired",
            "user is disabled",
            "user disabled",
            "user not allowed",
            "allow_nets check failed",
            "allow_real_nets check failed",
            "oauth2 failed",
            "token ",
            "temporary ",
            "internal ",
            "ldap_bind",
            "bind failed",
            "timeout",
            "timed out");

    private final Map<String, String> masters = new BoundedMap<>(MOST_MASTERS);
    private final Map<String, Instant> opened = new BoundedMap<>(MOST_MASTERS);
    private final Accounts accounts;
    private final Failures failures;

    DovecotAuth(Accounts accounts, Failures failures) {
        this.accounts = accounts;
        this.failures = failures;
    }

    /** Reads what was said then; false when there is nothing to learn from it. */
    boolean read(Instant at, String text) throws Unusable {
        int master = text.indexOf(": " + MASTER);
        if (master >= 0 && text.indexOf('(') < 0) {
            opened.put(text.substring(master + 2 + MASTER.length()), at);
            return true;
        }
        AuthText parts = AuthText.parse(text);
        if (parts == null) {
            return false;
        }
        if (parts.said().startsWith(MASTER)) {
            String as = parts.said().substring(MASTER.length());
            masters.put(key(parts.session(), as, parts.address()), parts.user());
            return true;
        }
        String said = parts.said().toLowerCase(Locale.ROOT);
        boolean wrong = WRONG.stream().anyMatch(said::startsWith);
        if (!wrong && NOT_WRONG.stream().noneMatch(said::startsWith)) {
            return false;
        }
        Address address = Address.parse(parts.address()).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        Account account = accounts.of(parts.user());
        if (!wrong) {
            failures.excused(at, account, address);
            throw new Unusable(Reason.NO_WRONG_PASSWORD);
        }
        failures.checked(Failures.untold(at, account, address), address);
        return true;
    }

    /** Who opened that user's account from there with a password of his own, once; null when nobody did. */
    @Nullable String master(String session, String user, String address) {
        String bySession = session.isEmpty() ? null : masters.remove(session);
        return bySession == null ? masters.remove(key("", user, address)) : bySession;
    }

    /** Whether somebody of whom no more is known opened that user's account just before, once. */
    boolean isOpened(Instant at, String user) {
        Instant when = opened.remove(user);
        return when != null && Duration.between(when, at).compareTo(BEFORE_LOGIN) < 0;
    }

    private static String key(String session, String user, String address) {
        return session.isEmpty() ? user + ' ' + address : session;
    }
}
