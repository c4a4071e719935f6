package io.mailwarden.admin;

import io.mailwarden.engine.support.Alarms;
import javax.inject.Inject;
import javax.servlet.http.HttpServletResponse;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.authentication.JwtFilter;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.jspecify.annotations.Nullable;
import spark.Request;
import spark.Response;

/**
 * Checks that a request carries the token or a JWT that James accepts. Where James's own JWT filter is on, that has
 * decided before, and the guard only sets the headers. Thread-safe.
 */
final class Guard {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;

    private final @Nullable AccessToken token;

    /**
     * James's JWT where it is on, else the token; any other filter is not known to guard anything. Throws
     * IllegalStateException when a token is needed and its file cannot be trusted: James does not start.
     */
    @Inject
    Guard(AuthenticationFilter james, AdminSettings settings, Alarms alarms) {
        token = james instanceof JwtFilter ? null : AccessToken.of(settings.tokenFile(), alarms);
    }

    /** Ends the request with 401 unless it may go on. A preflight (OPTIONS) shows nothing and may always. */
    void check(Request request, Response response) {
        protect(response.raw());
        if (token == null || request.requestMethod().equals("OPTIONS")) {
            return;
        }
        String header = request.headers("Authorization");
        boolean known = header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.matches(header.substring(SCHEME.length()).strip());
        if (!known) {
            response.header("WWW-Authenticate", "Bearer realm=\"mailwarden\"");
            throw ErrorResponder.builder()
                    .statusCode(UNAUTHORIZED)
                    .type(ErrorType.INVALID_ARGUMENT)
                    .message("Expected the header 'Authorization: Bearer <token>' with the token of the admin token"
                            + " file")
                    .haltError();
        }
    }

    private static void protect(HttpServletResponse response) {
        // WebAdmin lets every origin read its answers unless cors.origin names one.
        if ("*".equals(response.getHeader(ALLOW_ORIGIN))) {
            response.setHeader(ALLOW_ORIGIN, null);
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
