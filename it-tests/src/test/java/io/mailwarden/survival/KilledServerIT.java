package io.mailwarden.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.process.JavaLine;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.OutsideWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Real servers under load are killed as by {@code kill -9}, at a random moment of the work or of the start, started
 * again on the same directory, and their books are audited. {@code -Dsurvival.kills=20} and {@code -Dsurvival.seed=…}.
 */
@Order(20)
class KilledServerIT {

    private static final int KILLS = Integer.getInteger("survival.kills", 20);
    private static final long SEED = Long.getLong("survival.seed", System.nanoTime());

    /** Side by side, to use what one start leaves idle. */
    private static final int LANES = 2;

    private static final int OWNERS = 10;
    private static final int VICTIMS = 40;
    private static final int OTHERS = 6;
    private static final int SHORTEST_MS = 100;
    private static final int LONGEST_MS = 2_500;

    /** At first, so that there is something to lose before what comes later. */
    private static final int FIRST_MS = 6_000;

    private static final int PERCENT = 100;
    private static final int WHILE_STARTING = 20;
    private static final int MOST_SHOWN = 20;

    private static final List<Lane> LANE = new ArrayList<>();
    private static final List<HeldBook> HELD = new ArrayList<>();
    private static final List<Acts> ACTS = new ArrayList<>();
    private static final List<Hooks> HOOKS = new ArrayList<>();
    private static OutsideWorld outside;

    @BeforeAll
    static void layOut() throws IOException {
        System.out.println("KilledServerIT: -Dsurvival.seed=" + SEED + " -Dsurvival.kills=" + KILLS);
        outside = Site.outside();
        Cast cast = Cast.of(OWNERS, VICTIMS, OTHERS);
        JavaLine java = null;
        for (int i = 0; i < LANES; i++) {
            Hooks hooks = new Hooks();
            HOOKS.add(hooks);
            JamesHome home = Site.home(
                    "killed-" + i,
                    cast,
                    outside,
                    hooks.overlay(),
                    JournalBook.in(journal(i)),
                    SignInBook.overlay(cast.owners().get(0)));
            java = java == null ? JavaLine.quick(Site.FOLDER, home) : java;
            Acts acts = new Acts();
            ACTS.add(acts);
            List<Book> books = books(i, cast, acts, Tables.of(home), hooks);
            LANE.add(new Lane(i, new Node(home, java), cast, acts, books, new Random(SEED + i)));
        }
    }

    private static Path journal(int number) {
        return Site.FOLDER.resolve("killed-" + number).resolve("var").resolve("journal");
    }

    private static List<Book> books(int number, Cast cast, Acts acts, Tables tables, Hooks hooks) {
        HeldBook held = new HeldBook(cast.all(), List.of(acts), outside, tables);
        HELD.add(held);
        return List.of(
                held,
                new IncidentBook(held),
                new ReviewBook(List.of(acts), tables),
                new LogBook(acts, held, outside, tables, Lane.subjects(number)),
                new ProfileBook(cast.owners(), tables),
                new BlockBook(cast.others(), acts, tables),
                new ModeBook(acts),
                new RuleBook(cast.others(), acts),
                new TrailBook(cast.others(), acts),
                new SignInBook(cast.owners().get(0)),
                new AnswerBook(tables),
                new AlertBook(hooks, tables),
                new JournalBook(acts, outside, tables, Lane.subjects(number), journal(number)),
                new FileBook());
    }

    @AfterAll
    static void endAll() {
        LANE.forEach(Lane::close);
        outside.close();
        HOOKS.forEach(Hooks::close);
    }

    @Test
    void losesNothingThatItPromisedToKeep() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try {
            List<Callable<List<String>>> lanes = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                Lane lane = LANE.get(i);
                int kills = (KILLS + LANES - 1 - i) / LANES;
                Random random = new Random(SEED - 1 - i);
                lanes.add(() -> killAgainAndAgain(lane, kills, random));
            }
            List<String> wrong = new ArrayList<>();
            for (Future<List<String>> lane : threads.invokeAll(lanes)) {
                wrong.addAll(lane.get());
            }
            LANE.forEach(lane -> System.out.println(lane.summary()));
            assertThat(wrong).as("with -Dsurvival.seed=%d", SEED).isEmpty();
            assertThat(HELD).as("there was something to lose").anyMatch(book -> !book.shown()
                    .isEmpty());
            assertThat(ACTS).anyMatch(acts -> !acts.requests(ReviewBook.CONFIRM).isEmpty());
            assertThat(ACTS).allMatch(acts -> !acts.settings(BlockBook.BLOCK).isEmpty());
            assertThat(HOOKS).as("alerts").allMatch(hooks -> !hooks.told().isEmpty());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> killAgainAndAgain(Lane lane, int kills, Random random) throws Exception {
        List<String> wrong = new ArrayList<>();
        Duration starts = lane.node().start();
        int done = 0;
        while (done < kills && wrong.isEmpty()) {
            int moment = SHORTEST_MS + random.nextInt(LONGEST_MS - SHORTEST_MS) + (done == 0 ? FIRST_MS : 0);
            Instant killed = lane.workAndKill(Duration.ofMillis(moment));
            done++;
            if (random.nextInt(PERCENT) < WHILE_STARTING) {
                lane.node().launch();
                killLater(lane.node(), random.nextInt((int) starts.toMillis()));
                done++;
            }
            starts = lane.node().start();
            int kill = done;
            lane.audit(killed).stream().limit(MOST_SHOWN).forEach(one -> wrong.add("after kill " + kill + ": " + one));
            System.out.printf(
                    "kill %d after %d ms, started in %d ms: %s%n",
                    kill, moment, starts.toMillis(), wrong.isEmpty() ? "well" : wrong);
        }
        lane.finish().forEach(one -> wrong.add("in the end: " + one));
        lane.node().kill();
        return wrong;
    }

    private static void killLater(Node node, int afterMs) throws Exception {
        ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
        try {
            killer.schedule(node::kill, afterMs, TimeUnit.MILLISECONDS).get();
        } finally {
            killer.shutdown();
        }
    }
}
