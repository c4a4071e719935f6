package io.mailwarden.engine.review.rules;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.RuleStore.KeptRule;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an administrator makes and takes back of safe networks and exceptions. Thread-safe. What changes anything is
 * committed when it returns, in force here from then on and on all nodes within a second; every method throws {@link
 * io.mailwarden.engine.support.StoreUnavailable} when that cannot be. IllegalArgumentException says what is expected.
 */
public interface RuleControls {

    /** The name of who made what stands in the configuration's file. */
    String FILE = "file";

    /**
     * Which part of a list.
     *
     * @param domains only what was made for one of these, or for one of their accounts
     * @param account only what concerns this account, whomever else it concerns
     * @param domain only what concerns this domain or one of its accounts, and not everybody
     * @param cursor as the page before gave it; IllegalArgumentException when it is none
     */
    record RuleQuery(
            DomainFilter domains,
            Optional<Account> account,
            Optional<String> domain,
            Optional<String> cursor,
            int limit) {

        /** The first of all rules. */
        static RuleQuery newest(int limit) {
            return new RuleQuery(DomainFilter.ALL, Optional.empty(), Optional.empty(), Optional.empty(), limit);
        }

        boolean wants(Scope scope) {
            return account.map(scope::covers).orElse(true)
                    && domain.map(name -> isFor(scope, DomainFilter.only(name))).orElse(true)
                    && (domains.all() || isFor(scope, domains));
        }

        private static boolean isFor(Scope scope, DomainFilter wanted) {
            return scope.domain()
                    .or(() -> scope.account().map(Account::domain))
                    .filter(wanted::include)
                    .isPresent();
        }
    }

    /**
     * What administrators say of a rule that they make.
     *
     * @param why description or comment
     * @param expires when it ends by itself; empty for never
     * @param by the administrator
     */
    record Wish(String why, Optional<Instant> expires, String by) {}

    /**
     * An exception that was made.
     *
     * @param closed the incidents that it dismissed
     */
    record MadeException(ExceptionRule rule, List<Incident> closed) {

        public MadeException {
            closed = List.copyOf(closed);
        }
    }

    /**
     * An exception that would fit a finding.
     *
     * @param words what it would do
     * @param type of anomalies; empty for all about what it names
     * @param why a comment for it; empty where the administrator knows better
     */
    record Proposal(String words, Optional<String> type, Scope scope, Narrowing narrowing, String why) {}

    /**
     * What fits one finding of an incident, the narrowest first.
     *
     * @param type of the finding
     */
    record FindingProposals(String type, List<Proposal> proposals) {

        public FindingProposals {
            proposals = List.copyOf(proposals);
        }
    }

    /** Safe networks, the newest first; those of the configuration, made by {@value #FILE}, come last. */
    Page<KeptRule<SafeNetwork>> safeNetworks(RuleQuery query);

    /** Vouches for the places of a network. */
    SafeNetwork vouch(Network network, Scope scope, Wish wish);

    /** Takes a safe network back; false when there is none of that id that can be. */
    boolean unvouch(String id, String by);

    /** Exceptions, the newest first. */
    Page<KeptRule<ExceptionRule>> exceptions(RuleQuery query);

    /** An exception of that kind, checked and not made. */
    ExceptionRule draft(Optional<String> type, Scope scope, Narrowing narrowing, Wish wish);

    /** The open incidents that would not have opened if that exception had been in force: nothing else explains them. */
    List<Incident> explains(ExceptionRule draft);

    /**
     * Makes the exception.
     *
     * @param applyToPast whether it dismisses the incidents that it explains
     */
    MadeException except(ExceptionRule draft, boolean applyToPast);

    /** Takes an exception back; false when there is none of that id. */
    boolean unexcept(String id, String by);

    /** The exceptions that fit each finding of an incident. */
    List<FindingProposals> proposals(Incident incident);
}
