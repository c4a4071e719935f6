package io.mailwarden.cli.bench.history;

import java.time.LocalDate;

/** A service that fetches the mail every half hour, and one that sends for its owner; both begin on some day. */
final class Services implements Life {

    private static final Life OFFICE = new OfficeLife();
    private static final Town FETCHES_FROM = Town.ABROAD.get(4);
    private static final Town SENDS_FROM = Town.ABROAD.get(3);
    private static final int GATEWAYS = 3;

    private final int from;
    private int lived;

    Services(Dice dice) {
        from = dice.between(0, 40);
    }

    @Override
    public void day(Person person, LocalDate day, Diary diary) {
        OFFICE.day(person, day, diary);
        lived++;
        if (lived < from) {
            return;
        }
        for (double hour = person.dice.between(0.0, 0.5); hour < 24; hour += 0.5) {
            From gateway =
                    World.FETCHER.at(FETCHES_FROM, person.dice.between(0, GATEWAYS), person.dice.between(0, 254));
            diary.reads(person.at(day, hour), new Device(gateway, ""));
        }
        if (!OfficeLife.weekend(day)) {
            for (int i = person.dice.count(4); i > 0; i--) {
                Device crm = new Device(World.CRM.at(SENDS_FROM, 1, person.dice.between(0, 20)), "crm.example");
                diary.writes(person.at(day, person.dice.between(8.0, 17.0)), crm);
            }
        }
    }
}
