package io.mailwarden.door;

/**
 * Who logs in, by the two names of SASL (RFC 4422 2): they differ where one account may act for another.
 *
 * @param authorizationId the name that is acted for
 * @param authenticationId the name whose password or token was shown; the same as the other where the protocol does
 * not tell
 */
public record SaslIdentity(String authorizationId, String authenticationId) {

    /** Somebody who acts for the same name whose secret was shown. */
    public static SaslIdentity of(String name) {
        return new SaslIdentity(name, name);
    }
}
