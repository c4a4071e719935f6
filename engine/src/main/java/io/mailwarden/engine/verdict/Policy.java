package io.mailwarden.engine.verdict;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import java.util.List;
import java.util.Optional;

/** Decides the inline verdict on an event, as the operator's settings say. Thread-safe; asking costs no I/O. */
public final class Policy {

    private static final Explanation BOTH = new Explanation("both its logins and its sending are suspected");

    private final PolicyConfig config;
    private final Workflows workflows;
    private final Modes modes;

    public Policy(PolicyConfig config, Workflows workflows, Modes modes) {
        this.config = config;
        this.workflows = workflows;
        this.modes = modes;
    }

    /** Of an engine that only learns: nothing is ever held or rejected. */
    public static Policy silent() {
        PolicyConfig detect = PolicyConfig.defaults().in(Mode.DETECT);
        return new Policy(detect, new Workflows(WorkflowConfig.defaults()), new Modes(detect, new InMemoryModeStore()));
    }

    /** By other settings, with what administrators set of modes. */
    public Policy with(PolicyConfig other, WorkflowConfig workflow) {
        return new Policy(other, new Workflows(workflow), modes.with(other));
    }

    /** What is to be done for whom. */
    public Workflows workflows() {
        return workflows;
    }

    /** Which mode holds for whom. */
    public Modes modes() {
        return modes;
    }

    /**
     * The answer to a login: rejected when it is critical by itself, in mode prevent, unless configured otherwise.
     * Never for administrators: whoever has to lift blocks must get in.
     */
    public Verdict onLogin(Account account, List<Anomaly> found) {
        if (found.isEmpty()) {
            return Verdict.ALLOW;
        }
        List<Explanation> critical = critical(found);
        boolean rejects = config.criticalLogin() == CriticalLogin.REJECT
                && prevents(account)
                && workflows.classOf(account) != AccountClass.ADMINISTRATOR;
        return critical.isEmpty() || !rejects ? Verdict.ALLOW : new Verdict.Reject(Explanation.all(critical));
    }

    /**
     * The answer to a message, in mode prevent: held when it is critical, when its account is contained, or when both
     * streams are suspected, each as far as the workflow asks for it.
     *
     * @param contained why the account's mail is held; empty when it is not
     * @param bothSuspected whether the account's logins and its sending are suspected, each by itself
     */
    public Verdict onMessage(Account account, List<Anomaly> found, Optional<String> contained, boolean bothSuspected) {
        if (!prevents(account)) {
            return Verdict.ALLOW;
        }
        List<Explanation> critical = critical(found);
        if (holdsCritical(account)) {
            if (!critical.isEmpty()) {
                return new Verdict.Hold(Explanation.all(critical));
            }
            if (contained.isPresent()) {
                return new Verdict.Hold(new Explanation(contained.get()));
            }
        }
        return bothSuspected && workflows.asks(account, Severity.SUSPECTED, Action.HOLD_IF_BOTH)
                ? new Verdict.Hold(BOTH)
                : Verdict.ALLOW;
    }

    // What is refused from now on was accepted already when this message came: it waits with those that are held.
    private boolean holdsCritical(Account account) {
        List<Action> actions = workflows.actions(account, Severity.CRITICAL);
        return actions.contains(Action.HOLD)
                || actions.contains(Action.DEFER)
                || actions.contains(Action.BLOCK_OUTGOING)
                || actions.contains(Action.BLOCK);
    }

    /** What the doors do with the account while it is contained by an incident, in mode prevent. */
    public Restriction onContained(Account account) {
        return prevents(account) && workflows.asks(account, Severity.CRITICAL, Action.DEFER)
                ? Restriction.DEFER
                : Restriction.NONE;
    }

    /** The answer to a message when Mailwarden itself failed. */
    public Verdict onFailure(String reason) {
        return config.onFailure() == OnFailure.ALLOW
                ? Verdict.ALLOW
                : new Verdict.Hold(new Explanation("Mailwarden could not judge it: " + reason));
    }

    /** Whether mail of the account is held at all when something is found. */
    public boolean prevents(Account account) {
        return modes.of(account) == Mode.PREVENT;
    }

    private static List<Explanation> critical(List<Anomaly> found) {
        return found.stream()
                .filter(Anomaly::critical)
                .map(Anomaly::explanation)
                .toList();
    }
}
