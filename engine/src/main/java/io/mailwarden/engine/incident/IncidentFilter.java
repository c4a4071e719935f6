package io.mailwarden.engine.incident;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.DomainFilter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which incidents are meant; what is empty does not narrow.
 *
 * @param domains whose accounts'
 * @param severity of the incident
 * @param type of one of its findings, such as impossible-travel
 * @param state where it stands
 * @param account whose
 * @param since updated at or after
 * @param until updated before
 * @param text what its id, its account, or a type, place or explanation of its findings contains, in any case
 */
public record IncidentFilter(
        DomainFilter domains,
        Optional<Severity> severity,
        Optional<String> type,
        Optional<IncidentState> state,
        Optional<Account> account,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> text) {

    /** All of them. */
    public static final IncidentFilter ALL = new IncidentFilter(
            DomainFilter.ALL,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public IncidentFilter {
        text = text.map(words -> words.toLowerCase(Locale.ROOT));
    }

    /** Of these, what stands there. */
    public IncidentFilter in(IncidentState wanted) {
        return new IncidentFilter(domains, severity, type, Optional.of(wanted), account, since, until, text);
    }

    /** Of these, what has a finding of that type; all where it is empty. */
    public IncidentFilter ofType(Optional<String> wanted) {
        return new IncidentFilter(domains, severity, wanted, state, account, since, until, text);
    }

    /** Of these, what is that account's; all where it is empty. */
    public IncidentFilter ofAccount(Optional<Account> wanted) {
        return new IncidentFilter(domains, severity, type, state, wanted, since, until, text);
    }

    /** Of these, what has that severity. */
    public IncidentFilter ofSeverity(Severity wanted) {
        return new IncidentFilter(domains, Optional.of(wanted), type, state, account, since, until, text);
    }

    /** Of these, what was updated in that time. */
    public IncidentFilter during(Optional<Instant> from, Optional<Instant> to) {
        return new IncidentFilter(domains, severity, type, state, account, from, to, text);
    }

    /** Of these, what contains that text. */
    public IncidentFilter containing(String wanted) {
        return new IncidentFilter(domains, severity, type, state, account, since, until, Optional.of(wanted));
    }

    /** Of these, those of the accounts of these domains. */
    public IncidentFilter within(DomainFilter wanted) {
        return new IncidentFilter(wanted, severity, type, state, account, since, until, text);
    }

    /** Whether the incident is one of those. */
    boolean fits(Incident incident) {
        return domains.include(incident.account().domain())
                && severity.filter(wanted -> wanted != incident.severity()).isEmpty()
                && state.filter(wanted -> wanted != incident.state()).isEmpty()
                && account.filter(wanted -> !wanted.equals(incident.account())).isEmpty()
                && since.filter(from -> incident.updated().isBefore(from)).isEmpty()
                && until.filter(to -> !incident.updated().isBefore(to)).isEmpty()
                && type.filter(wanted -> !incident.has(wanted)).isEmpty()
                && text.filter(wanted -> !incident.words().contains(wanted)).isEmpty();
    }
}
