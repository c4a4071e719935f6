package io.mailwarden.cli.bench.attack;

import io.mailwarden.cli.bench.history.Device;
import io.mailwarden.engine.event.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A login that a real thief made elsewhere, with its origin and client, at another time and into another account; then
 * a spam run, or nothing more.
 *
 * @param sameCountry whether the thief's line is in the country where the owner mostly logs in
 */
record Splice(String name, Aim aim, boolean sameCountry, List<Login> recorded) implements AttackKind {

    private static final int RUN = 40;

    Splice {
        recorded = List.copyOf(recorded);
    }

    @Override
    public boolean fits(Survey.Owner owner) {
        return !fitting(owner.country()).isEmpty();
    }

    private List<Login> fitting(String country) {
        return recorded.stream()
                .filter(login -> login.source().isPresent() && !country.isEmpty())
                .filter(login -> Survey.countryOf(login).orElse("").equals(country) == sameCountry)
                .toList();
    }

    @Override
    public List<AttackStep> steps(Victim victim, Instant start, Ground ground) {
        Login theirs = ground.dice().pick(fitting(victim.country()));
        Device device = Victim.device(theirs.source().orElseThrow());
        Spree spree = new Spree(victim, start, ground.dice())
                .logsIn(device, theirs.protocol().label());
        if (aim == Aim.QUIET) {
            return spree.steps();
        }
        for (int i = 0; i < RUN; i++) {
            spree.waits(Duration.ofSeconds(10)).sends(device, List.of(ground.stranger()));
        }
        return spree.steps();
    }
}
