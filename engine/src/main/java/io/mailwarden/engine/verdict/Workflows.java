package io.mailwarden.engine.verdict;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which actions an account's suspicion asks for. Immutable, pure. */
public final class Workflows {

    private final Set<Account> administrators;
    private final Set<Account> vips;
    private final WorkflowConfig config;

    public Workflows(WorkflowConfig config) {
        this.config = config;
        administrators = accounts(config.administrators());
        vips = accounts(config.vips());
    }

    private static Set<Account> accounts(List<String> names) {
        return names.stream().map(Account::new).collect(Collectors.toUnmodifiableSet());
    }

    /** The class of an account; who is an administrator and a VIP is an administrator. */
    public AccountClass classOf(Account account) {
        if (administrators.contains(account)) {
            return AccountClass.ADMINISTRATOR;
        }
        return vips.contains(account) ? AccountClass.VIP : AccountClass.ORDINARY;
    }

    /** What is to be done about an account at that severity. */
    public List<Action> actions(Account account, Severity severity) {
        AccountClass who = classOf(account);
        return severity == Severity.CRITICAL
                ? config.whenCritical().of(who)
                : config.whenSuspected().of(who);
    }

    /** How long an automatic block lasts; zero until an administrator lifts it. */
    public Duration blockFor() {
        return config.blockFor();
    }

    /** Whether that action is to be taken about the account at that severity. */
    public boolean asks(Account account, Severity severity, Action action) {
        return actions(account, severity).contains(action);
    }
}
