package io.mailwarden.engine.response.session;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Protocol;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as it is at a moment.
 *
 * @param id names it in the API; cannot be guessed, and is no other's on any node
 * @param account who is acted for
 * @param authenticationId whose secret opened it, where that is another account
 * @param protocol the door
 * @param address where it comes from; empty where James does not say
 * @param place the address's place in words, such as "NO, Telenor"; empty when not known
 * @param client what it says it is; may be empty
 * @param tls whether the login was encrypted
 * @param since when it logged in
 * @param lastActive when its client last spoke, or was last given a message
 * @param bytesReceived what its client has sent since the login, in bytes, without TLS and compression
 * @param bytesSent what it was sent, in bytes, without TLS and compression
 * @param messages messages that it submitted, stored or fetched
 */
public record LiveSession(
        String id,
        Account account,
        Optional<Account> authenticationId,
        Protocol protocol,
        Optional<Address> address,
        String place,
        String client,
        boolean tls,
        Instant since,
        Instant lastActive,
        long bytesReceived,
        long bytesSent,
        long messages) {}
