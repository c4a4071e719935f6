package io.mailwarden.cli.bench.attack;

import io.mailwarden.cli.bench.history.Dice;
import io.mailwarden.cli.bench.history.History;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Geo;
import io.mailwarden.engine.event.Login;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an attack needs to know of a whole history before it begins: who is in it, and where people are at home. */
public final class Survey {

    // What "established" means here: an account of which anybody would say that its habits are known.
    private static final int EVENTS = 20;
    private static final int LOGINS = 10;
    private static final Duration AGE = Duration.ofDays(14);
    // Of a new account, before it is attacked.
    public static final int FEW_EVENTS = 6;
    private static final int HOMES_OF_A_COUNTRY = 300;

    /** What is known of one account. */
    public static final class Owner {
        private final Account account;
        private final Instant first;
        private final Map<String, Integer> countries = new HashMap<>();
        private long events;
        private long logins;
        private long establishedAfter = -1;

        Owner(Account account, Instant first) {
            this.account = account;
            this.first = first;
        }

        private void saw(Event event) {
            events++;
            event.login().filter(Login::accepted).ifPresent(this::saw);
            boolean known =
                    events >= EVENTS && logins >= LOGINS && !first.plus(AGE).isAfter(event.at());
            if (establishedAfter < 0 && known) {
                establishedAfter = events;
            }
        }

        private void saw(Login login) {
            logins++;
            countryOf(login).ifPresent(country -> countries.merge(country, 1, Integer::sum));
        }

        /** The account that was surveyed. */
        public Account account() {
            return account;
        }

        /** How many events it has. */
        public long events() {
            return events;
        }

        /** After how many events its habits are known; negative for never. */
        public long establishedAfter() {
            return establishedAfter;
        }

        /** Where it mostly logs in; empty when nobody knows. */
        public String country() {
            return countries.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElse("");
        }
    }

    private final Map<Account, Owner> owners = new HashMap<>();
    private final Map<String, List<Geo>> homes = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Dice dice;

    private Survey(long seed) {
        dice = Dice.of(seed, "survey");
    }

    /** Surveys a history, reading it once. */
    public static Survey of(History history, long seed) throws IOException {
        Survey survey = new Survey(seed);
        history.replay(survey::saw);
        return survey;
    }

    static Optional<String> countryOf(Login login) {
        return login.source().flatMap(Login.Source::geo).flatMap(Geo::country);
    }

    private void saw(Event event) {
        Optional<Login> login = event.login();
        if (login.isPresent() && !login.get().accepted()) {
            return;
        }
        owners.computeIfAbsent(event.account(), name -> new Owner(name, event.at()))
                .saw(event);
        login.flatMap(Login::source)
                .flatMap(Login.Source::geo)
                .filter(geo -> geo.network().isEmpty())
                .ifPresent(this::home);
    }

    // A fair sample of each country's lines (reservoir sampling).
    private void home(Geo geo) {
        String country = geo.country().orElse("");
        List<Geo> sample = homes.computeIfAbsent(country, none -> new ArrayList<>());
        int number = seen.merge(country, 1, Integer::sum);
        if (sample.size() < HOMES_OF_A_COUNTRY) {
            sample.add(geo);
            return;
        }
        int place = dice.between(0, number);
        if (place < HOMES_OF_A_COUNTRY) {
            sample.set(place, geo);
        }
    }

    /** Those whose habits are known at some time, by name. */
    public List<Owner> established() {
        return owners.values().stream()
                .filter(owner -> owner.establishedAfter > 0)
                .sorted(Comparator.comparing(Owner::account))
                .toList();
    }

    /** Those that came when the others were known, and have done so little that they have no habits, by name. */
    public List<Owner> newcomers() {
        Instant known = owners.values().stream()
                .map(owner -> owner.first)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX)
                .plus(AGE);
        return owners.values().stream()
                .filter(owner -> owner.logins > 0 && owner.events >= FEW_EVENTS && owner.first.isAfter(known))
                .sorted(Comparator.comparing(Owner::account))
                .toList();
    }

    /** All accounts, by name. */
    List<String> names() {
        return owners.keySet().stream().sorted().map(Account::name).toList();
    }

    /** Some lines of a country, as people use them who live there. */
    List<Geo> homes(String country) {
        return homes.getOrDefault(country, List.of());
    }
}
