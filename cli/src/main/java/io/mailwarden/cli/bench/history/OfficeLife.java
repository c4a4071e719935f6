package io.mailwarden.cli.bench.history;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** A desk in the office, some days at home, a phone; little on weekends. */
final class OfficeLife implements Life {

    private static final double HOURS = 8.5;
    private static final double TYPO = 0.01;

    static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    @Override
    public void day(Person person, LocalDate day, Diary diary) {
        if (weekend(day)) {
            freeDay(person, day, diary);
        } else if (!person.dice.chance(0.06)) {
            workDay(person, day, diary, person.dice.chance(person.homeDays));
        }
    }

    private static void freeDay(Person person, LocalDate day, Diary diary) {
        if (!person.dice.chance(person.weekends)) {
            return;
        }
        double hour = person.dice.between(9.0, 21.0);
        Device phone = person.dice.chance(0.6) ? person.phoneAtHome(day) : person.phoneAway();
        diary.reads(person.at(day, hour), phone);
        for (int i = person.dice.count(0.4); i > 0; i--) {
            hour += person.dice.between(0.05, 0.4);
            diary.writes(person.at(day, hour), phone);
        }
    }

    private static void workDay(Person person, LocalDate day, Diary diary, boolean atHome) {
        double start = person.startsAt + person.dice.normal(0, 0.3);
        diary.reads(person.at(day, start - 1), person.phoneAtHome(day));
        if (!atHome) {
            diary.reads(person.at(day, start - 0.5), person.phoneAway());
        }
        deskWork(person, day, diary, atHome ? person.deskAtHome(day) : person.deskAtWork(), start);
        if (!atHome && person.dice.chance(0.7)) {
            diary.reads(person.at(day, start + HOURS + 0.5), person.phoneAway());
        }
        if (person.dice.chance(0.5)) {
            evening(person, day, diary);
        }
    }

    /** Reads and writes from there for a working day that starts at that hour of the place of work. */
    static void deskWork(Person person, LocalDate day, Diary diary, Device desk, double start) {
        deskWork(person, day, diary, desk, start, person.place);
    }

    static void deskWork(Person person, LocalDate day, Diary diary, Device desk, double start, Town where) {
        if (person.dice.chance(TYPO)) {
            diary.refused(person.at(day, start - 0.01, where), desk, person.dice.mark());
        }
        for (double hour = start; hour < start + HOURS; hour += person.dice.between(2.0, 5.0)) {
            diary.reads(person.at(day, hour, where), desk);
        }
        double hour = start;
        double pause = HOURS / Math.max(1, person.messagesADay);
        while (true) {
            // Some come one after the other, then nothing for long.
            hour += person.dice.chance(0.4) ? person.dice.between(0.01, 0.08) : pause * person.dice.between(0.4, 2.9);
            if (hour > start + HOURS) {
                return;
            }
            diary.writes(person.at(day, hour, where), desk);
        }
    }

    private static void evening(Person person, LocalDate day, Diary diary) {
        double hour = person.dice.between(19.0, 22.0);
        diary.reads(person.at(day, hour), person.phoneAtHome(day));
        if (person.dice.chance(0.3)) {
            diary.writes(person.at(day, hour + 0.1), person.phoneAtHome(day));
        }
    }
}
