package io.mailwarden.engine.verdict;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.verdict.PolicyConfig.CriticalLogin;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.PolicyConfig.OnFailure;
import java.util.List;
import java.util.Optional;

/** What the operator wants done inline with what was found. Immutable, pure. */
public final class Policy {

    private final PolicyConfig config;

    public Policy(PolicyConfig config) {
        this.config = config;
    }

    /** The answer to a login: rejected when it is critical by itself, in mode prevent, unless configured otherwise. */
    public Verdict onLogin(List<Anomaly> found) {
        if (found.isEmpty()) {
            return Verdict.ALLOW;
        }
        List<Explanation> critical = critical(found);
        return critical.isEmpty() || !acts() || config.criticalLogin() == CriticalLogin.ALLOW
                ? Verdict.ALLOW
                : new Verdict.Reject(Explanation.all(critical));
    }

    /**
     * The answer to a message: held when it is critical, or when its account is contained, in mode prevent.
     *
     * @param contained why the account's mail is held; empty when it is not
     */
    public Verdict onMessage(List<Anomaly> found, Optional<String> contained) {
        if (!acts()) {
            return Verdict.ALLOW;
        }
        List<Explanation> critical = critical(found);
        if (!critical.isEmpty()) {
            return new Verdict.Hold(Explanation.all(critical));
        }
        return contained
                .<Verdict>map(why -> new Verdict.Hold(new Explanation(why)))
                .orElse(Verdict.ALLOW);
    }

    /** The answer to a message when Mailwarden itself failed. */
    public Verdict onFailure(String cause) {
        return config.onFailure() == OnFailure.ALLOW
                ? Verdict.ALLOW
                : new Verdict.Hold(new Explanation("Mailwarden could not judge it: " + cause));
    }

    private boolean acts() {
        return config.mode() == Mode.PREVENT;
    }

    private static List<Explanation> critical(List<Anomaly> found) {
        return found.stream()
                .filter(Anomaly::critical)
                .map(Anomaly::explanation)
                .toList();
    }
}
