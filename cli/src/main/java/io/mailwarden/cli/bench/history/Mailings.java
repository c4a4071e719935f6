package io.mailwarden.cli.bench.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Lives with one text for many. */
final class Mailings {

    private static final Life OFFICE = new OfficeLife();

    private Mailings() {}

    // A mail merge writes to each reader apart.
    private static void mail(Person person, Diary diary, Instant first, List<String> readers) {
        MadeUpMessage mail = MadeUpMessage.everyday(person.account, person.dice);
        Instant at = first;
        for (String reader : readers) {
            diary.sends(at, person.deskAtWork(), List.of(reader), mail.copy(person.dice));
            at = at.plusMillis(person.dice.between(1500, 6000));
        }
    }

    /** Every week on the same day, from the third week on. */
    static final class Newsletter implements Life {
        private final DayOfWeek on;
        private final int list;
        private int weeks;

        Newsletter(Dice dice) {
            on = DayOfWeek.of(dice.between(1, 6));
            list = dice.between(0, 1000);
            weeks = 0;
        }

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            OFFICE.day(person, day, diary);
            if (day.getDayOfWeek() != on) {
                return;
            }
            weeks++;
            if (weeks < 3) {
                return;
            }
            // A new list starts small, grows for a year, and gets one reader in twenty each week.
            int readers = 40 + Math.min(weeks, 40) * 12;
            List<String> addresses = IntStream.range(0, readers)
                    .mapToObj(i -> String.format(Locale.ROOT, "reader%d@list%d.example", i, list))
                    .toList();
            mail(person, diary, person.at(day, person.dice.between(10.0, 11.0)), addresses);
        }
    }

    /** Once, to customers: half of them known to the account, the others to the company. */
    static final class MailMerge implements Life {
        private final int after;
        private final int customers;
        private int worked;

        MailMerge(Dice dice) {
            after = dice.between(15, 60);
            customers = dice.between(60, 200);
        }

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            OFFICE.day(person, day, diary);
            if (OfficeLife.weekend(day)) {
                return;
            }
            worked++;
            if (worked == after) {
                List<String> addresses = IntStream.range(0, customers)
                        .mapToObj(i -> person.dice.chance(0.5)
                                ? person.contacts.some(person.dice).get(0)
                                : String.format(Locale.ROOT, "customer%d@partner%d.example", i, i % 300))
                        .distinct()
                        .toList();
                mail(person, diary, person.at(day, person.dice.between(13.0, 15.0)), addresses);
            }
        }
    }
}
