package io.mailwarden.cli.bench.history;

import io.mailwarden.cli.replay.TimeOrder;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A made-up company with two offices in one country and one in another: its people have habits, two fifths of them live
 * with one trouble or another, and strangers guess passwords all day. Kept in memory: some 500 bytes an event.
 */
public final class Company implements History {

    private static final LocalDate START = LocalDate.of(2026, 1, 5);
    private static final int PEOPLE_OF_ONE_TROUBLE = 22;
    private static final double BRANCH = 0.2;
    private static final double GUESSES_A_DAY = 40;
    private static final int LATEST_START = 30;
    private static final int LONGEST_LEAVE = 15;

    private final Map<Account, String> troubles;
    private final List<Event> events;

    private Company(Map<Account, String> troubles, List<Event> events) {
        this.troubles = Map.copyOf(troubles);
        this.events = List.copyOf(events);
    }

    /** With so many accounts, for so many days; another seed gives another company. */
    public static Company of(long seed, int accounts, int days) {
        return new Making(seed, accounts).make(days);
    }

    @Override
    public String name() {
        return "generated";
    }

    @Override
    public void replay(Consumer<Event> sink) {
        events.forEach(sink);
    }

    @Override
    public String trouble(Account account) {
        return troubles.getOrDefault(account, "");
    }

    /** One company in the making. */
    private static final class Making {
        private final Map<Person, Life> people = new LinkedHashMap<>();
        private final Map<Account, String> troubles = new HashMap<>();
        private final List<String> names;
        private final Dice dice;
        private final List<Event> events = new ArrayList<>();

        Making(long seed, int accounts) {
            dice = Dice.of(seed, "organisation");
            names = IntStream.range(0, accounts)
                    .mapToObj("person%d@company.example"::formatted)
                    .toList();
            for (int i = 0; i < accounts; i++) {
                hire(i, Dice.of(seed, names.get(i)));
            }
        }

        private void hire(int number, Dice own) {
            Person person = new Person(names.get(number), own, new Contacts(names), own.chance(BRANCH));
            // The troubled first: a company of any size has some of each.
            int kind = number % PEOPLE_OF_ONE_TROUBLE;
            Life life = new OfficeLife();
            if (kind < Trouble.values().length) {
                Trouble trouble = Trouble.values()[kind];
                life = trouble.life(own);
                troubles.put(new Account(person.account), trouble.label());
            }
            people.put(person, new Employed(life, own));
        }

        Company make(int days) {
            for (int day = 0; day < days; day++) {
                LocalDate date = START.plusDays(day);
                people.forEach((person, life) -> life.day(person, date, new Diary(person, events::add)));
                guesses(date);
            }
            Instant end = START.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
            events.removeIf(event -> !event.at().isBefore(end));
            events.sort(TimeOrder.BY_TIME_AND_CONTENT);
            return new Company(troubles, events);
        }

        // Strangers who try names and passwords, as every server sees them.
        private void guesses(LocalDate date) {
            for (int i = dice.count(GUESSES_A_DAY); i > 0; i--) {
                Town town = dice.pick(Town.ABROAD);
                Device device = new Device(World.guestLine(town).any(town, dice), "");
                String name = dice.chance(0.5)
                        ? dice.pick(names)
                        : String.format(Locale.ROOT, "user%d@company.example", dice.between(0, 5000));
                Instant at = date.atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plus(dice.between(Duration.ZERO, Duration.ofDays(1)));
                events.add(EventText.refused(at, name, device, "smtp", dice.mark()));
            }
        }
    }

    /** Some come later than others, and all go on leave. */
    private static final class Employed implements Life {
        private final Life life;
        private final int starts;
        private final int every;
        private final int leave;
        private int day;

        Employed(Life life, Dice dice) {
            this.life = life;
            starts = dice.chance(0.8) ? 0 : dice.between(1, LATEST_START);
            every = dice.between(50, 90);
            leave = dice.between(4, LONGEST_LEAVE);
        }

        @Override
        public void day(Person person, LocalDate date, Diary diary) {
            day++;
            person.wakes(date);
            if (day > starts && (day < every || day % every >= leave)) {
                life.day(person, date, diary);
            }
        }
    }
}
