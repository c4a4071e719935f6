package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.OutsiderRun.Came;
import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Nobody outside can hurt an owner: each random script is compared with its twin without the outsider. No message of an
 * owner is held, no session ended, nobody restricted, and no login from a network that he used is refused, that was not
 * so in the twin.
 *
 * <p>A few hundred scripts in every build; {@code -Doutsider.scripts=10000} plays as many as it says, from {@code
 * -Doutsider.first} on: docs/detection.md has the command, and what came of it.
 */
class OutsiderProperties {

    private static final int SCRIPTS = Integer.getInteger("outsider.scripts", 300);
    private static final int FIRST = Integer.getInteger("outsider.first", 1);
    private static final int MOST_TOLD = 5;

    private static final Set<Came> AWAY = Set.of(Came.DENIED, Came.UNSENT);

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void nobodyOutsideCanHurtAnOwner() {
        int visited = 0;
        List<String> harmed = new ArrayList<>();
        for (int seed = FIRST; seed < FIRST + SCRIPTS; seed++) {
            List<OutsiderStep> script = OutsiderScript.of(seed);
            List<String> harm = harm(script);
            visited++;
            if (!harm.isEmpty()) {
                harmed.add("script " + seed + ": " + harm + "\n" + shortened(script));
            }
        }
        System.out.println(visited + " scripts, " + harmed.size() + " in which an outsider hurt an owner: " + seen);
        assertThat(harmed.stream().limit(MOST_TOLD)).isEmpty();
    }

    /** What the outsider did to the owners. */
    private List<String> harm(List<OutsiderStep> script) {
        List<OutsiderStep> owners =
                script.stream().filter(step -> !step.outside()).toList();
        OutsiderRun twin = played(owners, Set.of());
        OutsiderRun attacked = played(script, Set.of());
        return harm(owners, twin, attacked).isEmpty() ? List.of() : fairHarm(owners, twin, attacked);
    }

    // Who was turned away where he never was did not send from there: he is compared with one who never went.
    private List<String> fairHarm(List<OutsiderStep> owners, OutsiderRun quiet, OutsiderRun attacked) {
        Set<Integer> missed = IntStream.range(0, owners.size())
                .filter(i -> attacked.came().get(i) != quiet.came().get(i))
                .filter(i -> AWAY.contains(attacked.came().get(i)))
                .boxed()
                .collect(Collectors.toSet());
        return harm(owners, played(owners, missed), attacked);
    }

    private List<String> harm(List<OutsiderStep> owners, OutsiderRun twin, OutsiderRun attacked) {
        List<String> harm = new ArrayList<>();
        for (int i = 0; i < owners.size(); i++) {
            harm(owners.get(i), i, twin, attacked).ifPresent(harm::add);
        }
        attacked.restricted().forEach((owner, since) -> {
            if (since.isBefore(freeUntil(owner, twin))) {
                harm.add(owner + " is restricted since " + since);
            }
        });
        if (!harm.isEmpty()) {
            harm.add(attacked.incidents());
        }
        return harm;
    }

    private Optional<String> harm(OutsiderStep step, int number, OutsiderRun twin, OutsiderRun attacked) {
        Came quietly = twin.came().get(number);
        Came now = attacked.came().get(number);
        Instant free = freeUntil(step.owner().orElseThrow(), twin);
        boolean held = now == Came.HELD && quietly != Came.HELD && step.at().isBefore(free);
        boolean shutOut = now == Came.SHUT_OUT && quietly == Came.LET_IN;
        boolean ended = attacked.ended().getOrDefault(number, Instant.MAX).isBefore(free);
        seen.merge(quietly + " in the twin, " + now + " here", 1, Integer::sum);
        return held || shutOut || ended
                ? Optional.of(now + (ended ? ", session ended" : "") + " instead of " + quietly + ": " + step)
                : Optional.empty();
    }

    // Whom the guard holds without any outsider has nothing to lose any more.
    private static Instant freeUntil(Account owner, OutsiderRun twin) {
        return twin.restricted().getOrDefault(owner, Instant.MAX);
    }

    private static OutsiderRun played(List<OutsiderStep> steps, Set<Integer> without) {
        OutsiderRun run = new OutsiderRun(new NotedActions());
        for (int i = 0; i < steps.size(); i++) {
            if (without.contains(i)) {
                run.leavesOut();
            } else {
                steps.get(i).play(run);
            }
        }
        return run;
    }

    // As few of the outsider's steps as still hurt, with what the owners do after the first of them.
    private String shortened(List<OutsiderStep> script) {
        List<OutsiderStep> left = new ArrayList<>(script);
        for (OutsiderStep step : script) {
            if (step.outside()) {
                List<OutsiderStep> without = new ArrayList<>(left);
                without.removeIf(step::equals);
                if (!harm(without).isEmpty()) {
                    left = without;
                }
            }
        }
        int from = 0;
        while (!left.get(from).outside()) {
            from++;
        }
        return left.subList(Math.max(0, from - 10), left.size()).stream()
                .map(OutsiderStep::toString)
                .limit(80)
                .collect(Collectors.joining("\n"));
    }
}
