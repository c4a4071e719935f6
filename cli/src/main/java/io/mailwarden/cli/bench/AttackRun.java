package io.mailwarden.cli.bench;

import io.mailwarden.cli.bench.attack.AttackKind;
import io.mailwarden.cli.bench.attack.AttackStep;
import io.mailwarden.cli.bench.attack.Ground;
import io.mailwarden.cli.bench.attack.Survey;
import io.mailwarden.cli.bench.attack.Victim;
import io.mailwarden.cli.bench.history.Dice;
import io.mailwarden.cli.bench.history.History;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * One replay of a history in which some accounts are taken over, each once, each at its own time, all in the same way.
 * The administrator of that replay dismisses what is false.
 */
final class AttackRun {

    private static final Duration SOONEST = Duration.ofHours(1);
    private static final Duration LATEST = Duration.ofHours(48);

    /** An account that will be attacked after so many events of its own. */
    private static final class Target {
        private final Victim victim;
        private final long after;
        private long seen;

        private Target(Survey.Owner owner, long after) {
            victim = new Victim(owner);
            this.after = after;
        }
    }

    private record PendingStep(AttackStep step, StagedTakeover takeover, Account victim, long order) {}

    private final AttackKind kind;
    private final BenchEngine engine;
    private final Ground ground;
    private final Map<Account, Target> targets = new HashMap<>();
    private final PriorityQueue<PendingStep> pending = new PriorityQueue<>(
            Comparator.comparing((PendingStep next) -> next.step().event().at()).thenComparingLong(PendingStep::order));
    private final List<StagedTakeover> takeovers = new ArrayList<>();
    private long order;
    private int spoiled;

    private AttackRun(AttackKind kind, BenchEngine engine, Ground ground) {
        this.kind = kind;
        this.engine = engine;
        this.ground = ground;
    }

    /** Attacks at most so many accounts. */
    static AttackScore of(EngineConfig config, History history, AttackKind kind, Survey survey, BenchPlan plan)
            throws IOException {
        Dice dice = Dice.of(plan.seed(), history.name() + kind.name());
        try (BenchEngine engine = new BenchEngine(config, Optional.of(plan.dismissesAfter()))) {
            AttackRun run = new AttackRun(kind, engine, Ground.of(survey, dice));
            run.choose(survey, plan, dice);
            if (!run.targets.isEmpty()) {
                history.replay(run::honest);
                run.until(Instant.MAX);
            }
            return new AttackScore(history.name(), kind, run.takeovers, run.spoiled);
        }
    }

    private void choose(Survey survey, BenchPlan plan, Dice dice) {
        List<Survey.Owner> owners = new ArrayList<>(kind.ofNewAccounts() ? survey.newcomers() : survey.established());
        Collections.shuffle(owners, new Random(dice.bits()));
        owners.stream().filter(kind::fits).limit(plan.mostTakeovers()).forEach(owner -> {
            targets.put(owner.account(), new Target(owner, after(owner, dice)));
        });
    }

    private long after(Survey.Owner owner, Dice dice) {
        if (kind.ofNewAccounts()) {
            return Survey.FEW_EVENTS;
        }
        long span = owner.events() - owner.establishedAfter();
        return owner.establishedAfter() + (long) dice.between(0.0, (double) span);
    }

    private void honest(Event event) {
        until(event.at());
        engine.honest(event);
        Target target = targets.get(event.account());
        if (target != null) {
            target.victim.saw(event);
            target.seen++;
            if (target.seen == target.after) {
                attack(target, event);
            }
        }
    }

    private void attack(Target target, Event last) {
        targets.remove(last.account());
        Instant start = last.at().plus(ground.dice().between(SOONEST, LATEST));
        StagedTakeover takeover = new StagedTakeover(Folds.of(last.account()));
        kind.steps(target.victim, start, ground)
                .forEach(step -> pending.add(new PendingStep(step, takeover, last.account(), order++)));
    }

    private void until(Instant now) {
        while (!pending.isEmpty() && pending.element().step().event().at().isBefore(now)) {
            PendingStep next = pending.remove();
            if (!next.step().atVictim()) {
                engine.stolen(next.step().event());
            } else if (!next.takeover().began() && engine.contained(next.victim())) {
                // Stopped before it began, by a false alarm: that proves nothing.
                spoiled++;
                pending.removeIf(other -> other.takeover() == next.takeover());
            } else {
                step(next);
            }
        }
    }

    private void step(PendingStep next) {
        StagedTakeover takeover = next.takeover();
        if (!takeover.began()) {
            takeovers.add(takeover);
        }
        if (takeover.canDo(next.step())) {
            takeover.did(next.step(), engine.stolen(next.step().event()));
        }
    }
}
