package io.mailwarden.engine.response.scan;

import java.util.Optional;

/**
 * What is known of the organisation around a message. Answers come from memory, at once; implementations are
 * thread-safe and never throw. Every default answer is "not known".
 */
public interface Surroundings {

    /** Nothing is known. */
    Surroundings NONE = new Surroundings() {};

    /** Whether the domain, in lower case, is one of the organisation's own. */
    default boolean isOwnDomain(String domain) {
        return false;
    }

    /** The address, in lower case, of the colleague who is shown by that name; empty when there is none. */
    default Optional<String> addressOf(String displayName) {
        return Optional.empty();
    }

    /** Whether links to the domain, in lower case, were seen before in mail that nothing was found in. */
    default boolean knowsDomain(String domain) {
        return false;
    }

    /**
     * Whether enough was seen to tell known link domains from fresh ones. While false, a domain that is not known says
     * nothing.
     */
    default boolean knowsDomains() {
        return false;
    }
}
