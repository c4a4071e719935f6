package io.mailwarden.survival;

import io.mailwarden.process.JavaLine;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.server.Overlays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two nodes, each a process of its own, on one PostgreSQL and one folder for the journal, with their books.
 *
 * @param tables of both
 * @param hooks gets the alerts of both
 * @param lanes one for each node
 */
record Pair(Postgres postgres, Tables tables, OutsideWorld outside, Hooks hooks, List<Lane> lanes)
        implements AutoCloseable {

    /**
     * Starts both, in place of what was there.
     *
     * @param name of their folders
     */
    static Pair start(String name, Cast cast, long seed) throws IOException {
        Postgres postgres = new Postgres(Site.FOLDER.resolve(name + "-postgres"));
        postgres.start();
        Tables tables = new Tables(postgres.url());
        Pair pair = new Pair(postgres, tables, Site.outside(), new Hooks(), new ArrayList<>());
        List<Acts> all = new CopyOnWriteArrayList<>();
        // Made anew with the first home.
        Path journal = Site.FOLDER.resolve(name + "-0").resolve("var").resolve("journal");
        for (int i = 0; i < 2; i++) {
            // Owners work at one node each, where the clients of the other cannot come between.
            Cast mine = new Cast(half(cast.owners(), i), cast.victims(), half(cast.others(), i));
            JamesHome home = Site.home(
                    name + "-" + i,
                    cast,
                    pair.outside,
                    Overlays.property("mailwarden.properties", "store.url", postgres.url()),
                    pair.hooks.overlay(),
                    SignInBook.overlay(cast.owners().get(0)),
                    JournalBook.in(journal));
            Acts acts = new Acts();
            all.add(acts);
            List<Book> books = pair.books(i, mine, cast, all, journal);
            JavaLine java = JavaLine.quick(Site.FOLDER, home);
            pair.lanes.add(new Lane(i, new Node(home, java), mine, acts, books, new Random(seed + i)));
            pair.lanes.get(i).node().start();
        }
        return pair;
    }

    private static List<String> half(List<String> accounts, int which) {
        int middle = accounts.size() / 2;
        return which == 0 ? accounts.subList(0, middle) : accounts.subList(middle, accounts.size());
    }

    private List<Book> books(int number, Cast mine, Cast cast, List<Acts> all, Path journal) {
        Acts acts = all.get(number);
        HeldBook held = new HeldBook(cast.all(), all, outside, tables);
        return List.of(
                held,
                new IncidentBook(held),
                new OneIncidentBook(tables),
                new ReviewBook(all, tables),
                new LogBook(acts, held, outside, tables, Lane.subjects(number)),
                new ProfileBook(mine.owners(), tables),
                new BlockBook(mine.others(), acts, tables),
                new ModeBook(acts),
                new RuleBook(mine.others(), acts),
                new TrailBook(mine.others(), acts),
                new SignInBook(cast.owners().get(0)),
                new AnswerBook(tables),
                new AlertBook(hooks, tables),
                new JournalBook(acts, outside, tables, Lane.subjects(number), journal));
    }

    Node a() {
        return lanes.get(0).node();
    }

    Node b() {
        return lanes.get(1).node();
    }

    @Override
    public void close() throws IOException {
        lanes.forEach(Lane::close);
        outside.close();
        hooks.close();
        postgres.close();
    }
}
