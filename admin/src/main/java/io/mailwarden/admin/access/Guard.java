package io.mailwarden.admin.access;

import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.authentication.JwtFilter;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.jspecify.annotations.Nullable;
import spark.HaltException;
import spark.Request;
import spark.Response;

/**
 * Lets a request in that shows the token, a JWT that James accepts where that is on, or the cookie of a sign-in; and
 * says who sent it. James leaves these routes alone ({@code PublicRoutes}), since its own filter would turn browsers
 * away. Thread-safe.
 */
public final class Guard {

    /** The header in which requests that change anything show that a page of ours sent them. */
    public static final String CSRF = "Mailwarden-Csrf";

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final AuthenticationFilter james;
    private final @Nullable AccessToken token;
    private final ConsoleSessions sessions;
    private final ClientAddress addresses;

    /**
     * James's JWT where it is on, else the token; any other filter is not known to guard anything. Throws
     * IllegalStateException when a token is needed and its file cannot be trusted: James does not start.
     */
    Guard(
            AuthenticationFilter james,
            AdminSettings settings,
            ConsoleSessions sessions,
            ClientAddress addresses,
            Alarms alarms) {
        this.james = james;
        this.sessions = sessions;
        this.addresses = addresses;
        token = james instanceof JwtFilter ? null : AccessToken.of(settings.tokenFile(), alarms);
    }

    /** Sets the headers that keep an answer from others. */
    public void protect(Response response) {
        HttpServletResponse raw = response.raw();
        // WebAdmin lets every origin read its answers unless cors.origin names one.
        if ("*".equals(raw.getHeader(ALLOW_ORIGIN))) {
            raw.setHeader(ALLOW_ORIGIN, null);
        }
        raw.setHeader("Cache-Control", "no-store");
        raw.setHeader("X-Content-Type-Options", "nosniff");
    }

    /** Ends the request with 401 or 403 unless it may go on. A preflight (OPTIONS) shows nothing and may always. */
    public void check(Request request, Response response) throws Exception {
        protect(response);
        if (request.requestMethod().equals("OPTIONS")) {
            return;
        }
        if (request.headers("Authorization") != null) {
            program(request, response).attach(request);
            return;
        }
        boolean secure = addresses.secure(request);
        Optional<String> cookie = ConsoleCookie.read(request, secure);
        Principal principal = cookie.flatMap(sessions::of).orElseThrow(() -> unknown(response));
        requireOurs(request, cookie.orElseThrow());
        principal.attach(request);
    }

    private Principal program(Request request, Response response) throws Exception {
        String header = request.headers("Authorization");
        if (token == null) {
            james.handle(request, response);
            Object login = request.attribute(AuthenticationFilter.LOGIN);
            return Principal.program(login == null ? "jwt" : Text.printable(String.valueOf(login), 100));
        }
        boolean known = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.matches(header.substring(SCHEME.length()).strip());
        if (!known) {
            throw unknown(response);
        }
        return Principal.program(Principal.TOKEN);
    }

    private HaltException unknown(Response response) {
        response.header("WWW-Authenticate", "Bearer realm=\"mailwarden\"");
        String expected = token == null
                ? "a JWT that James accepts"
                : "'Authorization: Bearer <token>' with the token of the admin token file";
        return error(UNAUTHORIZED, "Expected the header " + expected + ", or a sign-in to the console");
    }

    // A page of another site can make a browser send the cookie of an older browser, but reads and writes no such
    // header.
    private static void requireOurs(Request request, String cookie) {
        requireSameSite(request);
        if (request.requestMethod().equals("GET") || request.requestMethod().equals("HEAD")) {
            return;
        }
        String shown = String.valueOf(request.headers(CSRF));
        String wanted = ConsoleSessions.csrf(cookie);
        if (!MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8))) {
            throw error(FORBIDDEN, "Expected the header '" + CSRF + "' with the csrf of console/session");
        }
    }

    /** Ends what a browser says a page of another site sent. */
    static void requireSameSite(Request request) {
        String site = request.headers("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw error(FORBIDDEN, "Expected a request of the console itself, not of another site's page");
        }
    }

    static HaltException error(int status, String message) {
        return ErrorResponder.builder()
                .statusCode(status)
                .type(ErrorType.INVALID_ARGUMENT)
                .message(message)
                .haltError();
    }
}
