package io.mailwarden.smtp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * A name in an OAuth token: who authenticated. James tells the SMTP session only the account that is acted for, so the
 * name is read from the token (RFC 7519) again. Only for tokens that James has verified: no signature is checked here.
 */
final class TokenClaim {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenClaim() {}

    /** The text of that claim; empty for what is no JSON web token or has no such text. */
    static Optional<String> of(String token, String claim) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
            return Optional.ofNullable(JSON.readTree(payload).path(claim).textValue());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
