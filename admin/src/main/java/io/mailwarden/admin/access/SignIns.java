package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.AccessSecrets;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.review.access.Invitation;
import io.mailwarden.engine.review.access.SecondFactor;
import io.mailwarden.engine.support.Alarms;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges passwords and codes of console users, and enrols second factors. What is wrong is never said. Thread-safe.
 */
final class SignIns {

    static final String GUESSED = "console-code-guessed";
    private static final int RECOVERY_CODES = 10;
    private static final Account NOBODY = new Account("nobody@invalid");

    /**
     * What somebody is shown who enrols.
     *
     * @param secret in Base32, to be typed
     * @param uri with it, for programs
     * @param qr the same as an SVG image
     */
    record Enrolment(String secret, String uri, String qr) {}

    private final AdminSettings settings;
    private final AccessStore store;
    private final Passwords passwords;
    private final Alarms alarms;
    private final Clock clock;
    private final Totp totp = new Totp();

    SignIns(AdminSettings settings, AccessStore store, Passwords passwords, Alarms alarms, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.passwords = passwords;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** The user who proved to be himself, by password and, where he must, by code. */
    Optional<ConsoleUser> proven(Credentials shown) {
        Optional<ConsoleUser> user = byPassword(shown);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        Account account = user.get().account();
        if (byCode(account, shown.code())) {
            alarms.clear(GUESSED);
            return user;
        }
        if (shown.code().isPresent()) {
            alarms.raise(
                    GUESSED,
                    "somebody had the right password of the console user " + account
                            + " and a wrong code: if it was not a slip, change the password");
        }
        return Optional.empty();
    }

    // As long for a name that may not sign in as for one that may: it is not for strangers to learn.
    private Optional<ConsoleUser> byPassword(Credentials shown) {
        Optional<ConsoleUser> user = shown.account().flatMap(settings::user);
        Account asked = user.or(() -> settings.users().stream().findFirst())
                .map(ConsoleUser::account)
                .orElse(NOBODY);
        boolean right = passwords.right(asked, shown.password());
        return right ? user : Optional.empty();
    }

    private boolean byCode(Account account, Optional<String> code) {
        Optional<SecondFactor> factor = store.factor(account);
        if (factor.isEmpty()) {
            return !settings.sessions().secondFactor();
        }
        return code.filter(text -> Totp.isCode(text)
                        ? ofNow(factor.get(), text)
                        : store.useRecovery(account, AccessSecrets.hashOfCode(text)))
                .isPresent();
    }

    private boolean ofNow(SecondFactor factor, String code) {
        OptionalLong step = totp.step(factor.secret(), code, clock.instant());
        return step.isPresent() && store.use(factor.account(), step.getAsLong());
    }

    /** The invitation of who has the right password, and the code of it. */
    private Optional<Invitation> invited(Credentials shown, String invitationCode) {
        Instant now = clock.instant();
        return byPassword(shown)
                .flatMap(user -> store.invitation(user.account()))
                .filter(invitation -> invitation.codeHash().equals(AccessSecrets.hashOfCode(invitationCode)))
                .filter(invitation -> now.isBefore(invitation.expires()));
    }

    /** Shows who is invited a new secret; empty when he is not. */
    Optional<Enrolment> begin(Credentials shown, String invitationCode) {
        String secret = totp.newSecret();
        return invited(shown, invitationCode)
                .filter(invitation -> store.draft(invitation.account(), invitation.codeHash(), secret))
                .map(invitation -> {
                    String uri = Totp.uri(invitation.account(), secret);
                    return new Enrolment(secret, uri, QrImage.svg(uri));
                });
    }

    /** Enrols who proves that he has the secret that he was shown; his recovery codes, or empty when he does not. */
    Optional<List<String>> enrol(Credentials shown, String invitationCode) {
        Optional<Invitation> invitation = invited(shown, invitationCode);
        Optional<String> secret = invitation.flatMap(Invitation::draft);
        String code = shown.code().orElse("");
        if (secret.isEmpty() || !Totp.isCode(code)) {
            return Optional.empty();
        }
        OptionalLong step = totp.step(secret.get(), code, clock.instant());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        List<String> codes =
                Stream.generate(AccessSecrets::code).limit(RECOVERY_CODES).toList();
        Set<String> hashes = codes.stream().map(AccessSecrets::hashOfCode).collect(Collectors.toSet());
        Account account = invitation.orElseThrow().account();
        SecondFactor factor = new SecondFactor(account, secret.get(), step.getAsLong(), clock.instant());
        return store.enrol(factor, invitation.get().codeHash(), hashes) ? Optional.of(codes) : Optional.empty();
    }
}
