package io.mailwarden.server.demo;

import com.google.common.base.Throwables;
import io.mailwarden.server.AccountHistory;
import io.mailwarden.server.MovableClock;
import io.mailwarden.server.PortMap;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Shows a takeover being caught on a real James: {@code ./mvnw -Pdemo -DskipTests verify}. Runs until Ctrl-C, or with
 * {@code -Ddemo.exit=true} ends with status 0 when all was caught and 1 when not; 2 when it could not be played.
 */
public final class Demo {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final LocalTime MORNING = LocalTime.of(7, 30);
    private static final Duration PLAYED = Duration.ofHours(10);
    private static final int DAYS_OF_HISTORY = 42;

    private final DemoOptions options;
    private final Narrator narrator;

    private Demo(DemoOptions options, Narrator narrator) {
        this.options = options;
        this.narrator = narrator;
    }

    /** Runs the demonstration. */
    public static void main(String[] arguments) {
        Narrator narrator = new Narrator(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), OSLO);
        int status = 2;
        try {
            DemoOptions options = DemoOptions.fromSystemProperties();
            System.setProperty("logback.configurationFile", "mailwarden-server-logback.xml");
            System.setProperty(
                    "mailwarden.log",
                    options.root().resolve("server/target/demo.log").toString());
            status = new Demo(options, narrator).run();
        } catch (Unplayable e) {
            narrator.say("The demo cannot start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            narrator.say("The demo failed: " + Throwables.getRootCause(e));
            narrator.say("The whole story is in server/target/demo.log");
        }
        System.exit(status);
    }

    private int run() throws Exception {
        requireFreePorts();
        ZonedDateTime day = lastWorkingDay(ZonedDateTime.now(OSLO)).with(MORNING);
        narrator.chapter("Mailwarden: a takeover, end to end");
        narrator.say("The server's clock is set to the morning of " + day.format(DateTimeFormatter.ISO_LOCAL_DATE)
                + " (Oslo) and moved ahead, so that a day passes in a minute.");
        narrator.say("Clients tell their addresses by the PROXY protocol. Everything else is real: James, TLS, SMTP,"
                + " IMAP.");
        List<String> history = AccountHistory.lines(Cast.HABITS, day.toLocalDate(), DAYS_OF_HISTORY, OSLO);
        MovableClock clock = MovableClock.startingAt(day.minusMinutes(5).toInstant());
        try (Stage stage = narrator.during("Starting James", () -> Stage.set(options, clock, history))) {
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "stop"));
            boolean caught = play(stage, day, history.size());
            return linger(caught);
        }
    }

    private void requireFreePorts() throws Unplayable {
        PortMap all = PortMap.chosen(options.listeners());
        List<Integer> taken = new ArrayList<>(all.taken());
        if (PortMap.chosen(Map.of(0, options.sink())).taken().contains(options.sink())) {
            taken.add(options.sink());
        }
        for (int port : taken) {
            String key = options.keys().get(port);
            throw new Unplayable(String.format(
                    Locale.ROOT,
                    "port %d of 127.0.0.1 is taken. Choose another one, such as -D%s=%d, on the same command line.",
                    port,
                    key,
                    port > 50_000 ? port - 10_000 : port + 10_000));
        }
    }

    private boolean play(Stage stage, ZonedDateTime morning, int learned) throws Exception {
        DemoReport report = new DemoReport(stage, narrator);
        Observations evidence = new Observations(stage);
        report.whereItRuns();
        narrator.say("Mailwarden has learned alice's last " + DAYS_OF_HISTORY + " days: " + learned + " events.");

        narrator.chapter("A normal day");
        long sent = new NormalDay(stage, narrator).play(morning);
        evidence.settled(NormalDay.SUBJECT, sent);
        boolean fine = report.normalDay(sent, stage.outside().countBySubject(NormalDay.SUBJECT), evidence.held());

        narrator.chapter("The takeover");
        TakeoverScene.TakeoverOutcome outcome = new TakeoverScene(stage, narrator).play();
        evidence.settled(TakeoverScene.SUBJECT, outcome.accepted());
        DemoReport.Count count = new DemoReport.Count(
                outcome.accepted(), stage.outside().countBySubject(TakeoverScene.SUBJECT), evidence.held());
        evidence.answered(Cast.ALICE);
        boolean caught = report.takeover(count, evidence.incident(Cast.ALICE)) && outcome.thrownOut();
        report.lookFurther(evidence.firstHeld());
        return fine && caught;
    }

    private int linger(boolean caught) throws InterruptedException {
        if (!options.exit()) {
            narrator.say("%nThe server goes on running. Ctrl-C ends it.".formatted());
            new CountDownLatch(1).await();
        }
        return caught ? 0 : 1;
    }

    /** The latest working day whose evening has come. */
    private static ZonedDateTime lastWorkingDay(ZonedDateTime now) {
        ZonedDateTime day = now.with(MORNING).plus(PLAYED).isBefore(now) ? now : now.minusDays(1);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.minusDays(1);
        }
        return day;
    }
}
