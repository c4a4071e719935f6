package io.mailwarden.cli.bench.history;

import io.mailwarden.engine.event.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Lives that differ from the office's in where, when and with what people log in. */
final class Troubles {

    private static final Life OFFICE = new OfficeLife();

    private Troubles() {}

    /** A journey of some days now and then: airports on the way, a hotel, the phone through its home carrier. */
    static final class Traveller implements Life {
        private static final double KM_PER_HOUR = 750;
        private static final double HOURS_AT_AIRPORTS = 2.5;
        private static final int BETWEEN = 35;

        private LocalDate leaves = LocalDate.MIN;
        private int stays;
        private Town there = Town.BRANCH;

        Traveller(Dice dice) {}

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            if (leaves.equals(LocalDate.MIN)) {
                plan(person, day.plusDays(person.dice.between(12, BETWEEN)));
            }
            if (day.isBefore(leaves) || OfficeLife.weekend(day) && day.equals(leaves)) {
                leaves = day.equals(leaves) ? leaves.plusDays(1) : leaves;
                OFFICE.day(person, day, diary);
            } else if (day.equals(leaves)) {
                flies(person, day, diary);
            } else if (day.isBefore(leaves.plusDays(stays))) {
                worksThere(person, day, diary);
            } else {
                diary.reads(person.at(day, 20), person.phoneAtHome(day));
                plan(person, day.plusDays(person.dice.between(BETWEEN / 2, 2 * BETWEEN)));
            }
        }

        private void plan(Person person, LocalDate when) {
            leaves = when;
            stays = person.dice.between(3, 9);
            there = person.dice.pick(Town.ABROAD);
        }

        private void flies(Person person, LocalDate day, Diary diary) {
            diary.reads(person.at(day, 6.5), person.phoneAtHome(day));
            Town stop = person.dice.pick(Town.ABROAD);
            double arrivesAtStop = 8 + hours(person.place.position(), stop.position());
            double arrives = arrivesAtStop + hours(stop.position(), there.position());
            Device atStop = person.phoneFrom(World.guestLine(stop).at(stop, 60, person.dice.between(0, 200)));
            if (arrivesAtStop < 30) {
                diary.reads(person.at(day, arrivesAtStop), atStop);
                diary.writes(person.at(day, arrivesAtStop + 0.3), atStop);
            }
            if (arrives < 30) {
                diary.reads(person.at(day, arrives), person.deskFrom(hotel(person)));
            }
        }

        private static double hours(Position from, Position to) {
            return HOURS_AT_AIRPORTS + from.kilometresTo(to) / KM_PER_HOUR;
        }

        private From hotel(Person person) {
            return World.guestLine(there).at(there, (int) leaves.toEpochDay(), person.account.hashCode() & 0x7F);
        }

        private void worksThere(Person person, LocalDate day, Diary diary) {
            if (day.equals(leaves.plusDays(1)) && person.dice.chance(0.3)) {
                return;
            }
            OfficeLife.deskWork(
                    person, day, diary, person.deskFrom(hotel(person)), person.dice.between(8.0, 10.0), there);
            // Roaming: the phone's traffic leaves from the carrier at home.
            diary.reads(person.at(day, person.dice.between(12.0, 14.0), there), person.phoneAway());
        }
    }

    /** Some days on a VPN, for an hour or the whole day, each time through an exit somewhere. */
    static final class VpnFlips implements Life {
        private final NetworkOwner service;
        private final List<Town> exits;

        VpnFlips(Dice dice) {
            service = dice.pick(World.VPN);
            exits = List.of(dice.pick(Town.ABROAD), dice.pick(Town.ABROAD), dice.pick(Town.ABROAD));
        }

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            OFFICE.day(person, day, diary);
            if (!person.dice.chance(0.3)) {
                return;
            }
            double hour = person.dice.between(9.0, 20.0);
            for (int flips = person.dice.between(1, 4); flips > 0; flips--) {
                Town exit = person.dice.pick(exits);
                Device desk = person.deskFrom(service.at(exit, person.dice.between(0, 8), person.dice.between(0, 254)));
                diary.reads(person.at(day, hour), desk);
                if (person.dice.chance(0.4)) {
                    diary.writes(person.at(day, hour + 0.05), desk);
                }
                hour += person.dice.between(0.2, 1.0);
                diary.reads(person.at(day, hour), person.deskAtHome(day));
                hour += 0.1;
            }
        }
    }

    /** A phone that polls every hour, each time through another gateway. */
    static final class MobileChurn implements Life {
        MobileChurn(Dice dice) {}

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            for (double hour = 7; hour < 22; hour += person.dice.between(0.6, 1.4)) {
                NetworkOwner carrier = person.dice.pick(World.MOBILE);
                diary.reads(person.at(day, hour), person.phoneFrom(carrier.any(person.town(), person.dice)));
                if (person.dice.chance(0.2)) {
                    diary.writes(
                            person.at(day, hour + 0.02), person.phoneFrom(carrier.any(person.town(), person.dice)));
                }
            }
        }
    }

    /** On some day a new phone and a new password; the old phone tries the old one for two days. */
    static final class NewPhone implements Life {
        private static final int OLD_TRIES = 60;

        private final int after;
        private int lived;

        NewPhone(Dice dice) {
            after = dice.between(15, 50);
        }

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            lived++;
            if (lived == after) {
                Device old = person.phoneAtHome(day);
                int mark = person.dice.mark();
                person.buysPhone(person.dice.pick(Person.PHONES).replace("version\" \"", "version\" \"9"));
                diary.reads(person.at(day, 18), person.phoneAtHome(day));
                Instant first = person.at(day, 18.1);
                for (int i = 0; i < OLD_TRIES; i++) {
                    diary.refused(first.plusSeconds(900L * i), old, mark);
                }
            }
            OFFICE.day(person, day, diary);
        }
    }

    /** In working hours a forgotten tablet in the office tries the old password every quarter of an hour. */
    static final class SharedNat implements Life {
        private final int mark;
        private final int from;
        private int lived;

        SharedNat(Dice dice) {
            mark = dice.mark();
            from = dice.between(15, 50);
        }

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            OFFICE.day(person, day, diary);
            lived++;
            if (lived < from || lived > from + 21) {
                return;
            }
            for (double hour = 7; hour < 19; hour += 0.25) {
                diary.refused(
                        person.at(day, hour),
                        person.phoneFrom(person.deskAtWork().from()),
                        mark);
            }
        }
    }

    /** Two people, two offices, one account. */
    static final class Team implements Life {
        Team(Dice dice) {}

        @Override
        public void day(Person person, LocalDate day, Diary diary) {
            if (OfficeLife.weekend(day)) {
                return;
            }
            OFFICE.day(person, day, diary);
            boolean branch = person.office.equals(Town.BRANCH);
            Town other = branch ? Town.HOME.get(0) : Town.BRANCH;
            From there = World.OFFICES.at(other, Town.HOME.indexOf(other) + 1, 1);
            OfficeLife.deskWork(person, day, diary, person.deskFrom(there), person.startsAt + 0.7, other);
        }
    }
}
