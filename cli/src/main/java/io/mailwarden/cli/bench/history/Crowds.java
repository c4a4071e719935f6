package io.mailwarden.cli.bench.history;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Lives among people who are new to everybody. */
final class Crowds {

    private static final Life OFFICE = new OfficeLife();

    private Crowds() {}

    private static void writesToNew(Person person, LocalDate day, Diary diary, Device device, int people) {
        double hour = 8.5;
        for (int i = 0; i < people; i++) {
            hour += 8.0 / people;
            diary.sends(
                    person.at(day, hour),
                    device,
                    List.of(nobodyKnown(person)),
                    MadeUpMessage.everyday(person.account, person.dice));
        }
    }

    private static String nobodyKnown(Person person) {
        return String.format(
                Locale.ROOT,
                "caller%d@shop%d.example",
                person.dice.between(0, 1_000_000),
                person.dice.between(0, 5_000));
    }

    /** On each working day, from the first. */
    static final class LaunchDay implements Life {
        private static final int TIMES = 5;

        private final int people;
        private final int launch;
        private int worked;

        LaunchDay(Dice dice) {
            people = dice.between(10, 30);
            launch = dice.between(35, 60);
        }

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            OFFICE.day(person, day, diary);
            if (!OfficeLife.weekend(day)) {
                worked++;
                int times = worked == launch ? TIMES : 1;
                writesToNew(person, day, diary, person.deskAtWork(), people * times);
            }
        }
    }

    /** Writes to colleagues, and to some whom nobody here wrote to, in copy or alone. */
    static final class NewEmployee implements Life {
        private static final int WEEK = 7;

        private final int comes;
        private int day;

        NewEmployee(Dice dice) {
            comes = dice.between(20, 25);
        }

        @Override
        public void day(Person person, LocalDate date, Diary diary) {
            day++;
            if (day < comes) {
                return;
            }
            OFFICE.day(person, date, diary);
            if (day >= comes + WEEK || OfficeLife.weekend(date)) {
                return;
            }
            for (int i = 0; i < 6; i++) {
                List<String> round = IntStream.range(0, 5)
                        .mapToObj(each -> person.dice.chance(0.3)
                                ? nobodyKnown(person)
                                : person.contacts.some(person.dice).get(0))
                        .distinct()
                        .toList();
                diary.sends(
                        person.at(date, 9.2 + i),
                        person.deskAtWork(),
                        round,
                        MadeUpMessage.everyday(person.account, person.dice));
            }
            writesToNew(person, date, diary, person.deskAtWork(), 6);
        }
    }

    /** From the office, from one home and from another one, by turns. */
    static final class SharedMailbox implements Life {
        private final int people;

        SharedMailbox(Dice dice) {
            people = dice.between(20, 45);
        }

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            OFFICE.day(person, day, diary);
            if (!OfficeLife.weekend(day)) {
                Device one = day.getDayOfMonth() % 2 == 0 ? person.deskAtWork() : person.deskAtHome(day);
                writesToNew(person, day, diary, one, people);
            }
        }
    }
}
