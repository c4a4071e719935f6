package io.mailwarden.cli.bench.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One owner of a made-up account, with habits that the seed gave. */
final class Person {

    private static final List<String> DESKTOPS = List.of(
            "\"name\" \"Outlook\" \"version\" \"16.%d\" \"os\" \"Windows\"",
            "\"name\" \"Thunderbird\" \"version\" \"128.%d\" \"os\" \"Windows\"",
            "\"name\" \"Thunderbird\" \"version\" \"115.%d\" \"os\" \"Linux\"",
            "\"name\" \"Mac OS X Mail\" \"version\" \"16.%d\" \"os\" \"Mac OS X\"");
    static final List<String> PHONES = List.of(
            "\"name\" \"iPhone Mail\" \"version\" \"21F%d\" \"os\" \"iOS\"",
            "\"name\" \"K-9 Mail\" \"version\" \"6.%d\" \"os\" \"Android\"",
            "\"name\" \"Samsung Email\" \"version\" \"7.%d\" \"os\" \"Android\"");
    private static final int HOSTS = 254;
    private static final int UPDATE_DAYS = 28;
    // A home line gets a new address after so many days.
    private static final int LEASE_DAYS = 30;

    final String account;
    final Dice dice;
    final Contacts contacts;
    final Town place;
    final Town office;
    final double startsAt;
    final double messagesADay;
    final double homeDays;
    final double weekends;
    private final NetworkOwner homeLine;
    private final NetworkOwner carrier;
    private final int homeBlock;
    private final int lease;
    private final String desktop;
    private String phone;
    private int version;

    Person(String account, Dice dice, Contacts contacts, boolean branch) {
        this.account = account;
        this.dice = dice;
        this.contacts = contacts;
        office = branch ? Town.BRANCH : Town.HOME.get(dice.chance(0.7) ? 0 : 1);
        place = branch ? Town.BRANCH : dice.chance(0.8) ? office : dice.pick(Town.HOME);
        startsAt = dice.normal(8.3, 0.8);
        messagesADay = Math.min(40, dice.skewed(6, 0.7));
        homeDays = dice.chance(0.5) ? 0.3 : 0.05;
        weekends = dice.between(0.05, 0.5);
        homeLine = dice.pick(World.HOME_LINES);
        carrier = dice.pick(World.MOBILE);
        homeBlock = dice.between(0, NetworkOwner.BLOCKS);
        lease = dice.between(1, HOSTS);
        desktop = dice.pick(DESKTOPS);
        phone = dice.pick(PHONES);
    }

    /** A new day: programs were updated over night, every four weeks. */
    void wakes(LocalDate day) {
        version = (int) ((day.toEpochDay() + lease) / UPDATE_DAYS % 100);
    }

    /** The home line on that day: its address changes now and then, its /24 seldom. */
    From home(LocalDate day) {
        int term = (int) (day.toEpochDay() / LEASE_DAYS);
        return homeLine.at(place, homeBlock + term / 4, lease + 7 * term);
    }

    Device deskAtHome(LocalDate day) {
        return new Device(home(day), desktop.formatted(version));
    }

    Device deskAtWork() {
        return new Device(World.OFFICES.at(office, Town.HOME.indexOf(office) + 1, 1), desktop.formatted(version));
    }

    Device deskFrom(From from) {
        return new Device(from, desktop.formatted(version));
    }

    Device phoneAtHome(LocalDate day) {
        return new Device(home(day), phone.formatted(version));
    }

    /** On the way: the carrier's gateways are few, and seen in other towns than the phone is in. */
    Device phoneAway() {
        Town seen = dice.chance(0.7) ? place : town();
        int gateways = dice.between(0, 6);
        return new Device(
                carrier.at(seen, Town.HOME.indexOf(seen) * 6 + gateways, dice.between(0, HOSTS)),
                phone.formatted(version));
    }

    /** Any town of the country where he lives. */
    Town town() {
        return place.equals(Town.BRANCH) ? Town.BRANCH : dice.pick(Town.HOME);
    }

    Device phoneFrom(From from) {
        return new Device(from, phone.formatted(version));
    }

    void buysPhone(String next) {
        phone = next;
    }

    /** That hour of that day, by the clock at home. */
    Instant at(LocalDate day, double hour) {
        return at(day, hour, place);
    }

    /** That hour of that day, by the clock in that place. */
    Instant at(LocalDate day, double hour, Town where) {
        return day.atStartOfDay(where.zone()).toInstant().plusMillis((long) (hour * 3_600_000));
    }
}
