package io.mailwarden.admin.access;

import io.mailwarden.engine.event.Account;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import spark.Request;

/**
 * What somebody shows who wants to sign in. All of it comes in headers: James writes the body of every request into its
 * log.
 *
 * @param account what the name says; empty when no account can be called that
 * @param password of it
 * @param code of the second factor, or a recovery code; empty without one
 */
record Credentials(Optional<Account> account, String password, Optional<String> code) {

    static final String CODE = "Mailwarden-Code";
    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 4096;

    /** As the request has them; empty when it has none that can be read. */
    static Optional<Credentials> of(Request request) {
        String header = request.headers("Authorization");
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return decoded(header.substring(SCHEME.length()).strip()).flatMap(text -> {
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(
                            Account.tryOf(text.substring(0, colon)),
                            text.substring(colon + 1),
                            Optional.ofNullable(request.headers(CODE))
                                    .map(String::strip)
                                    .filter(code -> !code.isEmpty() && code.length() <= LONGEST)));
        });
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Never with the password. */
    @Override
    public String toString() {
        return "credentials of " + account.map(Account::name).orElse("nobody");
    }
}
