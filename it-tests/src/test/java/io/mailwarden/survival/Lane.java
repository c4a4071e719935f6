package io.mailwarden.survival;

import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node under load that is killed again and again, and its books. Not thread-safe.
 */
final class Lane implements AutoCloseable {

    private static final int THREADS = 7;
    private static final int CLERKS = 2;
    private static final int REVIEW_MS = 120;
    private static final int GUARD_MS = 60;
    private static final int LOOK_MS = 80;
    private static final int OWNER_MS = 5;
    private static final int THIEF_MS = 1_000;
    private static final int THIEVES = 300;

    private final Node node;
    private final Cast cast;
    private final Acts acts;
    private final List<Book> books;
    private final Random random;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final int number;
    private @Nullable ScheduledExecutorService threads;
    private int robbed;
    private int turn;

    /**
     * A lane.
     *
     * @param number tells its clients from those of others
     * @param cast whose owners and others are of this lane alone
     */
    Lane(int number, Node node, Cast cast, Acts acts, List<Book> books, Random random) {
        this.number = number;
        this.node = node;
        this.cast = cast;
        this.acts = acts;
        this.books = List.copyOf(books);
        this.random = random;
    }

    /** How the subjects of all messages begin that the clients of that lane send. */
    static String subjects(int number) {
        return number + "-";
    }

    private interface Work {
        void perform() throws IOException;
    }

    /** Puts the node under load, and kills it after that time; returns when it is dead, with the time of the kill. */
    Instant workAndKill(Duration after) throws Exception {
        begin();
        return killLater(after);
    }

    /** Puts the node under load. */
    void begin() {
        turn++;
        ScheduledExecutorService clients = Executors.newScheduledThreadPool(THREADS);
        threads = clients;
        for (int clerk = 0; clerk < CLERKS; clerk++) {
            clerk(clients, clerk);
        }
        Load thief = load("thief");
        repeat(
                clients,
                THIEF_MS,
                () -> thief.rob(cast.victims().get(robbed % cast.victims().size()), nextThief()));
        repeat(clients, REVIEW_MS, load("administrator")::review);
        Guard guard = new Guard(node, acts, new Random(random.nextLong()), turn, cast.others());
        repeat(clients, GUARD_MS, guard::work);
        repeat(clients, LOOK_MS, this::look);
    }

    /** Kills the node under load after that time; returns when all clients have seen it, with the time of the kill. */
    Instant killLater(Duration after) throws Exception {
        ScheduledExecutorService clients = Objects.requireNonNull(threads, "no load");
        try {
            return clients.schedule(this::kill, after.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
        } finally {
            end();
        }
    }

    /** Takes the load away. */
    void end() throws InterruptedException {
        ScheduledExecutorService clients = Objects.requireNonNull(threads, "no load");
        clients.shutdown();
        if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
            failures.add("clients do not end");
        }
    }

    private Instant kill() {
        Instant now = TestTime.now();
        node.kill();
        return now;
    }

    private void clerk(ScheduledExecutorService threads, int number) {
        Load load = load("clerk " + number);
        Random dice = new Random(random.nextLong());
        List<String> mine = new ArrayList<>();
        for (int i = number; i < cast.owners().size(); i += CLERKS) {
            mine.add(cast.owners().get(i));
        }
        repeat(threads, OWNER_MS, () -> load.work(mine.get(dice.nextInt(mine.size()))));
    }

    private Load load(String who) {
        return new Load(
                node, acts, new Random(random.nextLong()), subjects(number) + turn + " " + who, Cast.desk(number));
    }

    private String nextThief() {
        return Cast.thief(THIEVES * number + robbed++);
    }

    // The books' own thread: it ends before they are audited.
    private void look() throws IOException {
        for (Book book : books) {
            book.look(node);
        }
    }

    private void repeat(ScheduledExecutorService threads, int pauseMs, Work work) {
        threads.scheduleWithFixedDelay(() -> attempt(work), 0, pauseMs, TimeUnit.MILLISECONDS);
    }

    private void attempt(Work work) {
        if (node.dying()) {
            return;
        }
        try {
            work.perform();
        } catch (IOException | RuntimeException e) {
            if (!node.dying()) {
                failures.add(e.toString());
            }
        }
    }

    /** What is wrong after a restart. */
    List<String> audit(Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>(failures);
        failures.clear();
        for (Book book : books) {
            wrong.addAll(book.audit(node, killed));
        }
        return wrong;
    }

    /** What is wrong when the server has done all that is due. */
    List<String> finish() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Book book : books) {
            wrong.addAll(book.finish(node));
        }
        return wrong;
    }

    /** What there is to say in the end. */
    String summary() {
        StringBuilder text = new StringBuilder("node " + number + ":");
        books.stream().map(Book::summary).filter(line -> !line.isEmpty()).forEach(line -> text.append("\n  ")
                .append(line));
        return text.toString();
    }

    Node node() {
        return node;
    }

    @Override
    public void close() {
        node.close();
    }
}
