package io.mailwarden.cli.bench.attack;

import io.mailwarden.cli.bench.history.Device;
import io.mailwarden.cli.bench.history.Dice;
import io.mailwarden.cli.bench.history.From;
import io.mailwarden.cli.bench.history.NetworkOwner;
import io.mailwarden.cli.bench.history.Town;
import io.mailwarden.engine.event.Geo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The networks and clients that staged attacks come from. Each line is in a /24 that nobody used before.
 *
 * @param survey of the history that is attacked
 * @param dice chance
 * @param used how many lines were given
 */
public record Ground(Survey survey, Dice dice, AtomicInteger used) {

    private static final int FIRST_PROVIDER = 3000;
    private static final int PROVIDERS = 5000;
    private static final List<String> CLIENTS = List.of(
            "",
            "",
            "\"name\" \"Thunderbird\" \"version\" \"128.0\" \"os\" \"Windows\"",
            "\"name\" \"Outlook\" \"version\" \"16.0\" \"os\" \"Windows\"",
            "\"name\" \"imapsync\" \"version\" \"2.2\"");

    /** A ground of which no address has been used. */
    public static Ground of(Survey survey, Dice dice) {
        return new Ground(survey, dice, new AtomicInteger());
    }

    /**
     * A home in that country, as a residential proxy sells them: a place and a provider that other accounts have there,
     * too; empty when nobody in the history lives there.
     */
    Optional<Device> homeIn(String country) {
        List<Geo> homes = survey.homes(country);
        return homes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Device(new From(freshAddress(), Optional.of(dice.pick(homes))), dice.pick(CLIENTS)));
    }

    /** A home or a server in another country. */
    Device abroadFrom(String country) {
        List<Town> towns = Town.ABROAD.stream()
                .filter(town -> !town.country().equals(country))
                .toList();
        Town town = dice.pick(towns);
        boolean server = dice.chance(0.5);
        int number = FIRST_PROVIDER + 2 * Town.ABROAD.indexOf(town) + (server ? 1 : 0);
        NetworkOwner network = new NetworkOwner(number, "Line " + number, server ? "hosting" : "", 50);
        return new Device(new From(freshAddress(), network.at(town, 0, 0).geo()), dice.pick(CLIENTS));
    }

    private String freshAddress() {
        int line = used.getAndIncrement();
        NetworkOwner network = new NetworkOwner(FIRST_PROVIDER + 100 + line / 64 % PROVIDERS, "", "", 0);
        return network.at(Town.ABROAD.get(0), line % 64, dice.between(0, 254)).ip();
    }

    /** Somebody whom nobody in the history ever wrote to. */
    String stranger() {
        return "target" + dice.between(0, Integer.MAX_VALUE) + "@far" + dice.between(0, 5000) + ".example";
    }
}
