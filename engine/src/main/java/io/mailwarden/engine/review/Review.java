package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldPreview;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The review of an administrator: overview, incidents, accounts, held mail, decisions. Thread-safe. Methods about
 * incidents and about held mail throw {@link io.mailwarden.engine.support.StoreUnavailable} when these cannot be
 * reached.
 */
public interface Review {

    /** The state of the guard and of all accounts, at a glance. */
    Overview overview();

    /** What waits for an administrator of these domains. */
    Overview.Pending pending(DomainFilter domains);

    /** The types that findings can have: the names of all detectors, and takeover. */
    Set<String> types();

    /** Incidents that fit the query, latest update first. */
    Page<Incident> incidents(IncidentQuery query);

    /** One incident. */
    Optional<Incident> incident(String id);

    /**
     * An administrator says: the account was taken over. Its mail stays held until it is given back by
     * {@link Controls#unblock}.
     *
     * @return false when there is no such incident, or the step is not legal
     */
    boolean confirm(String incidentId);

    /**
     * An administrator says: it was the owner. What was set aside is learned, and the account's mail flows again.
     *
     * @param seen as he saw it: it stays as it is where another administrator decided since; empty for whatever it is
     * @return false when there is no such incident, the step is not legal, or it is not as he saw it
     */
    boolean dismiss(String incidentId, Optional<IncidentState> seen);

    /** The same, whatever it is. */
    default boolean dismiss(String incidentId) {
        return dismiss(incidentId, Optional.empty());
    }

    /** What is known of an account; empty when Mailwarden never saw it. */
    Optional<AccountReport> account(Account account);

    /** The account's latest logins, newest first, refused ones too; at most {@code limit}. */
    List<LoginRecord> logins(Account account, int limit);

    /** Messages that wait and fit, newest first; IllegalArgumentException for a cursor that is none. */
    Page<HeldMessage> held(HeldQuery query);

    /** One held message, in whatever state; empty when it is not known (any more). */
    Optional<HeldMessage> heldMessage(String heldId);

    /** The bytes of a held message, to be closed by the caller; empty when they are not in reach of this node. */
    Optional<InputStream> source(String heldId);

    /** What a reader would see of a held message; empty when its bytes are not in reach of this node. */
    Optional<HeldPreview> preview(String heldId);

    /** How many messages still wait because of that incident: neither released nor deleted. */
    long waiting(String incidentId);

    /** Sends a held message on, once, without assessing it again; false when no such message waits. */
    boolean release(String heldId);

    /** Sends all held messages of that incident on, as {@link #release}; how many. */
    long releaseAll(String incidentId);

    /** Destroys a held message; false when no such message waits. */
    boolean delete(String heldId);

    /** Destroys all held messages of that incident; how many. */
    long deleteAll(String incidentId);

    /**
     * What administrators were told or are about to be, raised last first; IllegalArgumentException for a cursor that
     * is none.
     */
    Page<AlertRow> alerts(AlertQuery query);
}
