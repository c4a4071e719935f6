package io.mailwarden.benchmark;

import io.mailwarden.benchmark.Accounts.Account;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Two weeks in which the accounts do each morning what the load has them do: they log in, and write a good many messages
 * to those whom they always write to. So nothing about the load is unusual. The same accounts give the same lines.
 */
final class Past {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final LocalTime WORK_BEGINS = LocalTime.of(9, 0);
    private static final int DAYS = 14;
    private static final int MESSAGES_A_DAY = 20;
    private static final int MORNING_SECONDS = 30 * 60;
    private static final int LEAST_BYTES = 1_500;
    private static final int MOST_BYTES = 5_500;
    private static final int SEED = 20_261_121;

    private final Random random = new Random(SEED);
    private final List<String> lines = new ArrayList<>();

    private Past() {}

    /** Event lines, day by day. */
    static List<String> of(Accounts accounts) {
        Past past = new Past();
        FRIDAY.minusDays(DAYS).datesUntil(FRIDAY).forEach(day -> accounts.all().forEach(one -> past.day(day, one)));
        return past.lines;
    }

    /** When the load begins: the morning after. */
    static Instant today() {
        return at(FRIDAY);
    }

    private static Instant at(LocalDate day) {
        return day.atTime(WORK_BEGINS).atZone(OSLO).toInstant();
    }

    private void day(LocalDate day, Account account) {
        Instant time = at(day);
        login(time, account, "imap");
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return;
        }
        login(time.plusSeconds(1), account, "smtp");
        for (int i = 0; i < MESSAGES_A_DAY; i++) {
            message(time.plusSeconds(2 + (long) i * MORNING_SECONDS / MESSAGES_A_DAY), account);
        }
    }

    private void login(Instant at, Account account, String protocol) {
        lines.add(String.format(
                Locale.ROOT,
                "{\"kind\":\"login\",\"time\":\"%s\",\"account\":\"%s\",\"protocol\":\"%s\",\"ip\":\"%s\","
                        + "\"outcome\":\"accepted\"}",
                at,
                account.address(),
                protocol,
                account.client()));
    }

    private void message(Instant at, Account account) {
        List<String> contacts = account.contacts();
        lines.add(String.format(
                Locale.ROOT,
                "{\"kind\":\"message\",\"time\":\"%s\",\"account\":\"%s\",\"ip\":\"%s\",\"messageId\":\"%s\","
                        + "\"recipients\":[\"%s\"],\"subject\":\"Status\",\"bytes\":%d,\"hand\":{}}",
                at,
                account.address(),
                account.client(),
                account.messageId(random.nextLong()),
                contacts.get(random.nextInt(contacts.size())),
                LEAST_BYTES + random.nextInt(MOST_BYTES - LEAST_BYTES)));
    }
}
