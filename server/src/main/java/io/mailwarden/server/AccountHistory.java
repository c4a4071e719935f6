package io.mailwarden.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A believable past of one account as event lines: every day a look from the phone at home, on working days mail from
 * the office, 10 to 20 messages to the same few contacts. The same arguments give the same lines. Not thread-safe.
 */
public final class AccountHistory {

    /**
     * What the account usually does.
     *
     * @param account whose
     * @param home address that it logs in from in the morning and at weekends
     * @param office address that it works from
     * @param contacts whom it writes to
     */
    public record Routine(String account, String home, String office, List<String> contacts) {

        public Routine {
            contacts = List.copyOf(contacts);
        }
    }

    private record HistoryLine(Instant at, String json) {}

    private static final String PHONE = "\\\"name\\\" \\\"iOS Mail\\\" \\\"version\\\" \\\"18.1\\\"";
    private static final String DESK = "\\\"name\\\" \\\"Thunderbird\\\" \\\"version\\\" \\\"128.0\\\"";
    private static final int SEED = 20_261_121;
    private static final int FEWEST_MESSAGES = 10;
    private static final int MOST_MESSAGES = 20;
    private static final LocalTime WORK_BEGINS = LocalTime.of(8, 45);
    private static final int WORKING_MINUTES = 7 * 60;

    private final Routine habits;
    private final ZoneId zone;
    private final Random random = new Random(SEED);
    private final List<HistoryLine> lines = new ArrayList<>();

    private AccountHistory(Routine habits, ZoneId zone) {
        this.habits = habits;
        this.zone = zone;
    }

    /** The lines of that many days before a day, oldest first; the day itself is left free. */
    public static List<String> lines(Routine habits, LocalDate before, int days, ZoneId zone) {
        AccountHistory history = new AccountHistory(habits, zone);
        before.minusDays(days).datesUntil(before).forEach(history::day);
        return history.lines.stream()
                .sorted(Comparator.comparing(HistoryLine::at))
                .map(HistoryLine::json)
                .toList();
    }

    /** Has a server learn from the lines at its start; they are written beside its {@code conf/}, into {@code var/}. */
    public static Overlay overlay(List<String> lines) {
        return conf -> {
            write(lines, conf.resolveSibling("var").resolve("history.jsonl"));
            Overlays.property("mailwarden.properties", "history.files", "file://var/history.jsonl")
                    .applyTo(conf);
        };
    }

    private static void write(List<String> lines, Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    private void day(LocalDate day) {
        login(at(day, LocalTime.of(7, 20), 30), "imap", habits.home(), PHONE);
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return;
        }
        login(at(day, WORK_BEGINS, 20), "imap", habits.office(), DESK);
        login(at(day, LocalTime.of(12, 30), 30), "imap", habits.office(), DESK);
        int messages = FEWEST_MESSAGES + random.nextInt(MOST_MESSAGES - FEWEST_MESSAGES + 1);
        for (int i = 0; i < messages; i++) {
            Instant time = at(day, WORK_BEGINS, WORKING_MINUTES);
            login(time.minusSeconds(1), "smtp", habits.office(), DESK);
            message(time, lines.size());
        }
    }

    private void login(Instant at, String protocol, String address, String client) {
        add(
                at,
                "\"kind\":\"login\",\"time\":\"%s\",\"account\":\"%s\",\"protocol\":\"%s\",\"ip\":\"%s\","
                        + "\"outcome\":\"accepted\",\"client\":\"%s\"",
                at,
                habits.account(),
                protocol,
                address,
                client);
    }

    private void message(Instant at, int number) {
        String contact = habits.contacts().get(random.nextInt(habits.contacts().size()));
        add(
                at,
                "\"kind\":\"message\",\"time\":\"%s\",\"account\":\"%s\",\"ip\":\"%s\",\"messageId\":\"<h%d@%s>\","
                        + "\"recipients\":[\"%s\"],\"subject\":\"Status %d\",\"bytes\":%d",
                at,
                habits.account(),
                habits.office(),
                number,
                "history.example",
                contact,
                number,
                1500 + random.nextInt(4000));
    }

    private void add(Instant at, String format, Object... arguments) {
        lines.add(new HistoryLine(at, "{" + String.format(Locale.ROOT, format, arguments) + "}"));
    }

    private Instant at(LocalDate day, LocalTime from, int spreadMinutes) {
        return day.atTime(from).atZone(zone).toInstant().plusSeconds(random.nextInt(spreadMinutes * 60));
    }
}
