package io.mailwarden.engine.response;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.response.ResponseExecution.Occasion;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Action;
import io.mailwarden.engine.verdict.Policy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the responses to incidents that the workflows ask for. It goes by what incidents say of themselves: one
 * that is not answered at its severity is answered, now or after a crash, by the node that opened it or, when that one
 * is gone, by another. Each response is carried out once for an incident and a severity, as far as it can be told;
 * doing one twice is doing it once. Thread-safe; one run at a time.
 */
public final class ResponseExecutor {

    /** Raised while a response fails. */
    public static final String ALARM = "response-failed";

    private static final Logger LOGGER = LoggerFactory.getLogger(ResponseExecutor.class);

    private final Incidents incidents;
    private final Supplier<Policy> policies;
    private final OwnActions own;
    private final ResponseRecordStore records;
    private final Alarms alarms;
    private final Clock clock;
    private final ResponseSchedule schedule;
    private volatile Optional<ResponseActions> actions = Optional.empty();

    /** Answers what that schedule says is due; {@value #ALARM} while any of it fails. */
    public ResponseExecutor(
            OwnActions own,
            Supplier<Policy> policies,
            ResponseRecordStore records,
            ResponseSchedule schedule,
            Alarms alarms) {
        this.incidents = own.incidents();
        this.policies = policies;
        this.own = own;
        this.records = records;
        this.schedule = schedule;
        this.alarms = alarms;
        this.clock = schedule.clock();
    }

    /** From now on there is a mail server to act through; what waits for it is answered in the next run. */
    public void equip(ResponseActions given) {
        actions = Optional.of(given);
    }

    /** Answers all that is due; one that fails keeps no other waiting. */
    synchronized void run() {
        actions.ifPresent(with -> {
            schedule.due(incidents::unanswered).forEach(incident -> answer(incident, with));
            if (!schedule.anyFailed()) {
                alarms.clear(ALARM);
            }
        });
    }

    private void answer(Incident incident, ResponseActions with) {
        Severity severity = incident.due();
        if (allDone(incident, severity, with)) {
            schedule.answered(incident);
        } else {
            schedule.failed(incident, severity);
        }
    }

    private boolean allDone(Incident incident, Severity severity, ResponseActions with) {
        try {
            List<Answer> answers = answers(incident, severity);
            List<ResponseRecord> done = done(incident, answers);
            boolean all = true;
            for (Answer answer : answers) {
                all &= isDone(done, answer) || carryOut(incident, answer, with, done);
            }
            if (all) {
                incidents.answered(incident, severity);
            }
            return all;
        } catch (RuntimeException e) {
            failed(incident, "answered", e);
            return false;
        }
    }

    private List<ResponseRecord> done(Incident incident, List<Answer> answers) {
        try {
            return new ArrayList<>(records.of(incident.account(), incident.id()));
        } catch (StoreUnavailable e) {
            blockMeanwhile(incident, answers);
            throw e;
        }
    }

    private void blockMeanwhile(Incident incident, List<Answer> answers) {
        boolean blocked = own.blocks().of(incident.account()).stream()
                .anyMatch(block -> block.cause().incident().equals(Optional.of(incident.id())));
        if (!blocked) {
            answers.forEach(answer -> answer.response()
                    .accept(new BlocksMeanwhile(
                            own,
                            new Occasion(
                                    incident,
                                    answer.severity(),
                                    policies.get().workflows().classOf(incident.account()),
                                    List.of(),
                                    clock.instant()))));
        }
    }

    /** A response, and the severity at which it is carried out. */
    private record Answer(Severity severity, Response response) {}

    // At most as grave as that by which somebody is inside; what is graver, administrators are told.
    private List<Answer> answers(Incident incident, Severity due) {
        Policy policy = policies.get();
        List<Answer> answers = new ArrayList<>();
        Optional<Severity> inside = incident.inside();
        inside.ifPresent(
                severity -> plan(incident, severity, policy).forEach(one -> answers.add(new Answer(severity, one))));
        if (inside.filter(severity -> severity == due).isEmpty()) {
            List<Action> actions = policy.workflows().actions(incident.account(), due);
            Plan.outside(actions).forEach(one -> answers.add(new Answer(due, one)));
        }
        return answers;
    }

    private List<Response> plan(Incident incident, Severity severity, Policy policy) {
        return Plan.of(
                policy.workflows().actions(incident.account(), severity),
                policy.modes().of(incident.account()),
                until(policy.workflows().blockFor()));
    }

    private Optional<Instant> until(Duration blockFor) {
        return blockFor.isZero()
                ? Optional.empty()
                : Optional.of(clock.instant().plus(blockFor));
    }

    private static boolean isDone(List<ResponseRecord> done, Answer answer) {
        return done.stream()
                .anyMatch(recorded -> recorded.severity() == answer.severity()
                        && recorded.response().equals(answer.response().label()));
    }

    // One that fails must not keep the others from being done.
    private boolean carryOut(Incident incident, Answer answer, ResponseActions with, List<ResponseRecord> done) {
        Severity severity = answer.severity();
        Response response = answer.response();
        try {
            Occasion occasion = new Occasion(
                    incident, severity, policies.get().workflows().classOf(incident.account()), done, clock.instant());
            String words = response.accept(new ResponseExecution(own, with, occasion));
            ResponseRecord recorded = new ResponseRecord(
                    incident.account(), incident.id(), severity, response.label(), clock.instant(), words);
            records.add(recorded);
            done.add(recorded);
            LOGGER.warn("incident {} {} account={}: {}", incident.id(), response.label(), incident.account(), words);
            return true;
        } catch (RuntimeException e) {
            failed(incident, response.label(), e);
            return false;
        }
    }

    private void failed(Incident incident, String what, RuntimeException error) {
        alarms.raise(
                ALARM,
                "incident %s of %s could not be %s; tried again".formatted(incident.id(), incident.account(), what),
                error);
    }
}
