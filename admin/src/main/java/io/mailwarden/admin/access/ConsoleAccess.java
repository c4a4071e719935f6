package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.access.ConsoleSession;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.review.access.Invitation;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import spark.HaltException;
import spark.Request;
import spark.Response;

/** Signing in to the console, and who may: what the routes below {@code console} do. Thread-safe. */
@Singleton
public final class ConsoleAccess {

    /** The header with the code of an invitation. */
    static final String ENROLMENT = "Mailwarden-Enrolment";

    private static final String CLAIMED = "mailwarden-claimed";
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int LONGEST = 200;

    private final AdminSettings settings;
    private final AccessStore store;
    private final Clock clock;
    private final ConsoleSessions sessions;
    private final ClientAddress addresses;
    private final SignIns signIns;
    private final SignInLimits limits;
    private final Guard guard;
    private final AuditLog audit;

    /** Throws IllegalStateException when the token's file cannot be trusted: James does not start. */
    @Inject
    public ConsoleAccess(
            AuthenticationFilter james, AdminSettings settings, AccessPorts ports, Alarms alarms, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        store = ports.store();
        audit = new AuditLog(ports.trail(), alarms, clock);
        sessions = new ConsoleSessions(settings, store, clock);
        addresses = new ClientAddress(settings.trustedProxies());
        signIns = new SignIns(settings, store, ports.passwords(), alarms, clock);
        limits = new SignInLimits(clock);
        guard = new Guard(james, settings, sessions, addresses, alarms);
    }

    /** A sign-in as its own browser sees it; docs/api.md. */
    public record SignedInView(
            String name,
            String role,
            Optional<List<String>> domains,
            String csrf,
            Instant since,
            Instant expires,
            Instant idleUntil,
            int recoveryCodesLeft) {}

    /** A sign-in as administrators see it. */
    public record ConsoleSessionView(
            String id,
            String name,
            String role,
            String address,
            String client,
            Instant since,
            Instant lastActive,
            Instant expires,
            boolean current) {}

    /** Who may sign in, and how far he got. */
    public record ConsoleUserView(
            String account,
            String role,
            Optional<List<String>> domains,
            boolean secondFactor,
            Optional<Instant> invitedUntil) {}

    /** The code that lets somebody enrol; shown once. */
    public record InvitationView(String account, String code, Instant expires) {}

    /** Codes that each sign in once; shown once. */
    public record RecoveryView(List<String> recoveryCodes) {}

    /** What checks every request. */
    public Guard guard() {
        return guard;
    }

    /** Where what was done is noted. */
    public AuditLog audit() {
        return audit;
    }

    /** The settings of all that. */
    public AdminSettings settings() {
        return settings;
    }

    /** Where a request came from. */
    public String address(Request request) {
        return Text.printable(addresses.of(request), LONGEST);
    }

    /** The console user whose name a request to sign in had, whether it was he or not. */
    public static Optional<String> claimed(Request request) {
        return Optional.ofNullable(request.attribute(CLAIMED));
    }

    /** Signs in who shows the right name, password and code, or ends the request with 401, or 429 when it is too early. */
    public SignedInView signIn(Request request, Response response) {
        boolean secure = addresses.secure(request);
        Credentials shown = shown(request);
        ConsoleUser user = tried(request, shown, () -> signIns.proven(shown), response);
        String client = Text.printable(String.valueOf(request.headers("User-Agent")), LONGEST);
        ConsoleSessions.Opened opened = sessions.open(user, address(request), client);
        ConsoleCookie.write(response, opened.token(), secure);
        return view(Principal.of(user, opened.session()), opened.session(), opened.token());
    }

    /** Shows who is invited a new secret or, with a code of it, enrols him; ends the request with 401 or 429 otherwise. */
    public Object enrol(Request request, Response response) {
        Credentials shown = shown(request);
        String invitation = String.valueOf(request.headers(ENROLMENT));
        Supplier<Optional<? extends Object>> step = () -> shown.code().isEmpty()
                ? signIns.begin(shown, invitation)
                : signIns.enrol(shown, invitation).map(RecoveryView::new);
        return tried(request, shown, step, response);
    }

    private static Credentials shown(Request request) {
        Guard.requireSameSite(request);
        return Credentials.of(request).orElseThrow(ConsoleAccess::refused);
    }

    private <T> T tried(Request request, Credentials shown, Supplier<Optional<? extends T>> step, Response response) {
        Optional<Account> known =
                shown.account().filter(account -> settings.user(account).isPresent());
        known.ifPresent(account -> request.attribute(CLAIMED, account.name()));
        Optional<String> token = ConsoleCookie.read(request, addresses.secure(request));
        String name = shown.account().map(Account::name).orElse("");
        List<SignInLimits.Key> keys = SignInLimits.keys(
                addresses.network(request), name, known.flatMap(account -> sessions.browser(token, account)));
        limits.begin(keys).ifPresent(wait -> {
            throw early(wait, response);
        });
        Optional<? extends T> result = step.get();
        if (result.isEmpty()) {
            throw refused();
        }
        limits.succeeded(keys);
        return result.get();
    }

    private static HaltException early(Duration wait, Response response) {
        long seconds = wait.plusMillis(999).toSeconds();
        response.header("Retry-After", String.valueOf(seconds));
        return Guard.error(TOO_MANY, "Too many tries; the next is possible in " + seconds + " s");
    }

    private static HaltException refused() {
        return Guard.error(UNAUTHORIZED, "Name, password or code is wrong, or may not sign in");
    }

    /** The sign-in that sent the request; empty for a program. */
    public Optional<SignedInView> signedIn(Request request) {
        Principal principal = Principal.of(request);
        Optional<String> token = ConsoleCookie.read(request, addresses.secure(request));
        return principal.session().flatMap(session -> token.map(text -> view(principal, session, text)));
    }

    private SignedInView view(Principal principal, ConsoleSession session, String token) {
        return new SignedInView(
                principal.name(),
                principal.role().label(),
                domains(principal.domains()),
                ConsoleSessions.csrf(token),
                session.since(),
                session.expires(),
                sessions.idleUntil(session),
                store.recoveryLeft(session.account()));
    }

    private static Optional<List<String>> domains(Set<String> domains) {
        return Optional.of(domains.stream().sorted().toList()).filter(list -> !list.isEmpty());
    }

    /** Ends the sign-in that sent the request. */
    public void signOut(Request request) {
        Principal.of(request).session().map(ConsoleSession::id).ifPresent(sessions::end);
    }

    /** All sign-ins that stand, newest first. */
    public List<ConsoleSessionView> standing(Request request) {
        Optional<String> current = Principal.of(request).session().map(ConsoleSession::id);
        return sessions.standing().stream()
                .map(session -> new ConsoleSessionView(
                        session.id(),
                        session.account().name(),
                        settings.user(session.account())
                                .map(user -> user.role().label())
                                .orElse(""),
                        session.address(),
                        session.client(),
                        session.since(),
                        session.lastActive(),
                        session.expires(),
                        current.filter(session.id()::equals).isPresent()))
                .toList();
    }

    /** Whose sign-in that is, while it stands. */
    public Optional<Account> owner(String sessionId) {
        return sessions.standing().stream()
                .filter(session -> session.id().equals(sessionId))
                .map(ConsoleSession::account)
                .findFirst();
    }

    /** Ends a sign-in; false when none of that id stands. */
    public boolean end(String sessionId) {
        return sessions.end(sessionId);
    }

    /** Who may sign in. */
    public List<ConsoleUserView> users() {
        Instant now = clock.instant();
        return settings.users().stream()
                .map(user -> new ConsoleUserView(
                        user.account().name(),
                        user.role().label(),
                        domains(user.domains()),
                        store.factor(user.account()).isPresent(),
                        store.invitation(user.account())
                                .map(Invitation::expires)
                                .filter(now::isBefore)))
                .toList();
    }

    /** Lets a console user enrol a second factor; empty when the account is none. */
    public Optional<InvitationView> invite(Account account, String by) {
        return settings.user(account).map(user -> {
            Invitation.Issued issued = Invitation.issue(
                    store, account, by, clock.instant().plus(settings.sessions().invitation()));
            return new InvitationView(account.name(), issued.code(), issued.expires());
        });
    }

    /** Takes a console user's second factor away, with his sign-ins; false when the account is none. */
    public boolean dropFactor(Account account) {
        boolean user = settings.user(account).isPresent();
        if (user) {
            store.dropFactor(account, clock.instant());
        }
        return user;
    }
}
