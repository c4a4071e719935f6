package io.mailwarden.engine.verdict;

import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.support.RuleStore;
import io.mailwarden.engine.support.Rules;
import io.mailwarden.engine.verdict.ExceptionRule.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The exceptions that are in force. Asking costs no I/O. Thread-safe. */
public final class ExceptionRules extends Rules<ExceptionRule, Map<String, List<ExceptionRule>>> {

    /** None, before {@link #refresh}; who listens is told of each that this node has made or taken back. */
    public ExceptionRules(RuleStore<ExceptionRule> store, Consumer<ExceptionRule> changed) {
        super(
                store,
                all -> all.stream()
                        .collect(Collectors.groupingBy(rule -> rule.scope().text())),
                changed);
    }

    /** The exception by which an anomaly of that type is not raised about that event: the account's own first. */
    public Optional<ExceptionRule> excusing(String type, Set<Evidence> evidence, Subject subject) {
        Map<String, List<ExceptionRule>> index = current();
        if (index.isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(
                        Scope.of(subject.account()).text(),
                        "@" + subject.account().domain(),
                        Scope.EVERYBODY.text())
                .flatMap(scope -> index.getOrDefault(scope, List.of()).stream())
                .filter(rule -> rule.excuses(type, evidence, subject))
                .findFirst();
    }
}
