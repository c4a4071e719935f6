package io.mailwarden.engine.response.session;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import java.util.Optional;

/**
 * What a door knows of a session when it begins.
 *
 * @param account who is acted for
 * @param authenticationId whose password or token opened it, where that is another account
 * @param protocol the door
 * @param address where it comes from; empty where James does not say
 * @param client what it says it is, so far
 * @param tls whether the connection is encrypted
 */
public record SessionDetails(
        Account account,
        Optional<Account> authenticationId,
        Protocol protocol,
        Optional<Address> address,
        Client client,
        boolean tls) {

    public SessionDetails {
        Account acted = account;
        authenticationId = authenticationId.filter(other -> !other.equals(acted));
    }

    /** The same, by a client that says that it is this one. */
    SessionDetails named(Client name) {
        return new SessionDetails(account, authenticationId, protocol, address, name, tls);
    }

    /** Whether it is the account's: it acts for it, or was opened by its secret. */
    boolean belongsTo(Account other) {
        return account.equals(other) || authenticationId.filter(other::equals).isPresent();
    }
}
