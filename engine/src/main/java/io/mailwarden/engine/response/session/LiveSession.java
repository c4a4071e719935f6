package io.mailwarden.engine.response.session;

import io.mailwarden.engine.event.Account;
import java.time.Instant;

/**
 * A session as it is at a moment.
 *
 * @param id names it in the API; cannot be guessed, and is no other's on any node
 * @param details who opened it, where and how; with what the client says by now that it is
 * @param place the address's place in words, such as "NO, Telenor"; empty when not known
 * @param since when it logged in
 * @param lastActive when its client last spoke, or was last given a message
 * @param traffic what went through it since the login
 */
public record LiveSession(
        String id, SessionDetails details, String place, Instant since, Instant lastActive, SessionTraffic traffic) {

    /**
     * What went through a session, without TLS and compression.
     *
     * @param bytesReceived what its client has sent, in bytes
     * @param bytesSent what it was sent, in bytes
     * @param messages messages that it submitted, stored or fetched
     */
    public record SessionTraffic(long bytesReceived, long bytesSent, long messages) {}

    /** Who is acted for. */
    public Account account() {
        return details.account();
    }
}
