package io.mailwarden.admin.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.servlet.http.Cookie;
import spark.Request;
import spark.Response;

/**
 * The cookie of a sign-in: no script reads it, no other site sends it, and over TLS none but this very host can set it.
 * It stays when the sign-in has ended, and then opens nothing, but tells a browser that signed in before from strangers.
 */
final class ConsoleCookie {

    private static final String NAME = "mailwarden-console";
    private static final Duration KEPT = Duration.ofDays(90);

    private ConsoleCookie() {}

    private static String name(boolean secure) {
        return secure ? "__Host-" + NAME : NAME;
    }

    /** The token in the request's cookie. */
    static Optional<String> read(Request request, boolean secure) {
        Cookie[] cookies = request.raw().getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(secure)))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static void write(Response response, String token, boolean secure) {
        response.raw()
                .addHeader(
                        "Set-Cookie",
                        name(secure) + "=" + token + "; Path=/; Max-Age=" + KEPT.toSeconds()
                                + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : ""));
    }
}
