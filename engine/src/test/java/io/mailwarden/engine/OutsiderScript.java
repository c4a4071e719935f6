package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.fixtures.Spot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A random life of three owners who work, travel and change phones, and what an outsider does meanwhile: he knows their
 * addresses, guesses passwords from any network, also from the very address where an owner is about to log in, sends
 * any mail and any report, and owns an account in another domain of the same server. The same seed is the same script.
 */
final class OutsiderScript {

    static final String START = "2026-03-02T06:00:00Z";
    static final List<Account> OWNERS =
            List.of(new Account("alice@alpha.test"), new Account("bob@alpha.test"), new Account("carol@alpha.test"));

    private static final Account TENANT = new Account("mallory@beta.test");
    private static final String OUTSIDER = "mallory@outside.example";
    private static final int HISTORY = 10;
    private static final int DAYS = 4;
    // Percent of the visits at which an owner writes to many whom he never wrote to, one by one.
    private static final int BUSY = 6;
    private static final Spot OFFICE = Spot.OSLO_OFFICE;

    private final List<OutsiderStep> steps = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final SplittableRandom random;
    private int messages;

    /** A login of an owner, which the outsider may come before. */
    private record Visit(Account owner, Instant at, Spot spot, int host) {}

    /** A message of an owner that the outsider got. */
    private record Written(Account owner, Instant at, String id, List<String> to) {}

    /** What an owner has with him. */
    private static final class Life {
        private final Account owner;
        private final int number;
        private Client client = new Client("Thunderbird", "128.0", "");
        private final Client phone = new Client("iPhone Mail", "18", "");
        private Optional<Spot> abroad = Optional.empty();

        Life(int number) {
            this.number = number;
            owner = OWNERS.get(number);
        }

        Spot home() {
            return Spot.OSLO.onNetwork(200 + number);
        }
    }

    private OutsiderScript(long seed) {
        random = new SplittableRandom(seed);
    }

    /** All steps, in the order of time. */
    static List<OutsiderStep> of(long seed) {
        OutsiderScript script = new OutsiderScript(seed);
        for (int number = 0; number < OWNERS.size(); number++) {
            script.lives(new Life(number));
        }
        script.outsider();
        script.steps.sort(Comparator.comparing(OutsiderStep::at));
        return script.steps;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void lives(Life life) {
        for (int day = 0; day < HISTORY + DAYS; day++) {
            boolean lately = day >= HISTORY;
            if (lately && chance(25)) {
                life.abroad = chance(50) ? Optional.of(abroad()) : Optional.empty();
            }
            if (lately && chance(15)) {
                life.client = new Client("Client " + random.nextInt(5), "1", "");
            }
            Instant morning = Instant.parse(START).plus(Duration.ofDays(day)).plusSeconds(random.nextInt(5_000));
            day(life, morning, lately);
        }
    }

    private Spot abroad() {
        return List.of(Spot.STOCKHOLM, Spot.LAGOS, Spot.SYDNEY, Spot.BERGEN, Spot.LINE_ELSEWHERE_IN_OSLO)
                .get(random.nextInt(5));
    }

    private void day(Life life, Instant morning, boolean lately) {
        int visits = lately ? 3 + random.nextInt(3) : 3;
        for (int visit = 0; visit < visits; visit++) {
            Instant at = morning.plus(Duration.ofMinutes(150L * visit + random.nextInt(60)));
            boolean phone = chance(30);
            logsIn(life, at, phone ? carrier() : place(life, visit), phone ? life.phone : life.client);
            writes(life.owner, at, lately);
        }
    }

    private Spot place(Life life, int visit) {
        return life.abroad
                .map(country -> country.onNetwork(100 + random.nextInt(6)))
                .orElse(visit % 2 == 0 ? life.home() : OFFICE);
    }

    // Carriers move phones by the hour.
    private Spot carrier() {
        return Spot.TORNIO.onNetwork(random.nextInt(40));
    }

    private void logsIn(Life life, Instant at, Spot spot, Client client) {
        int host = 1 + random.nextInt(4);
        visits.add(new Visit(life.owner, at, spot, host));
        own(
                life.owner,
                at,
                life.owner + " logs in at " + spot.prefix() + host + " with " + client.family(),
                run -> run.logsIn(life.owner, spot, host, client));
    }

    private void writes(Account owner, Instant login, boolean lately) {
        boolean busy = lately && chance(BUSY);
        int count = busy ? 10 + random.nextInt(30) : lately ? 1 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) {
            Instant at = login.plus(Duration.ofMinutes(3L + (busy ? 2L : 9L) * i + random.nextInt(5)));
            List<String> to = busy ? List.of("new" + random.nextInt(10_000) + "@far.example") : recipients(lately);
            String id = "<" + messages++ + "@alpha.test>";
            Optional<Long> text =
                    chance(20) ? Optional.of(0x5555_0000_0000_0000L | random.nextInt(8)) : Optional.empty();
            if (to.contains(OUTSIDER)) {
                written.add(new Written(owner, at, id, to));
            }
            own(owner, at, owner + " writes " + id + " to " + to.size(), run -> run.sends(owner, to, id, text));
        }
    }

    private List<String> recipients(boolean lately) {
        List<String> to = new ArrayList<>(List.of("contact" + random.nextInt(15) + "@partner.example"));
        int kind = random.nextInt(100);
        if (kind < 20) {
            to.add("contact" + random.nextInt(15) + "@partner.example");
        } else if (kind < 25 && lately) {
            to.set(0, "new" + random.nextInt(1000) + "@far.example");
        } else if (kind < 32) {
            IntStream.range(0, 10 + random.nextInt(25)).forEach(i -> to.add("member" + i + "@club.example"));
        }
        if (chance(to.size() > 2 ? 60 : 15)) {
            to.add(OUTSIDER);
        }
        return to;
    }

    private void own(Account owner, Instant at, String words, Consumer<OutsiderRun> play) {
        steps.add(new OutsiderStep(at, Optional.of(owner), words, play));
    }

    // The outsider.

    private void outsider() {
        int acts = 3 + random.nextInt(13);
        for (int act = 0; act < acts; act++) {
            Visit visit = late();
            int kind = random.nextInt(100);
            if (kind < 45) {
                guessesBefore(visit);
            } else if (kind < 60) {
                sprays(visit);
            } else if (kind < 80) {
                forges(visit);
            } else if (kind < 90) {
                tenant(visit);
            } else {
                phishes(visit);
            }
        }
    }

    private Visit late() {
        Instant from = Instant.parse(START).plus(Duration.ofDays(HISTORY));
        List<Visit> late =
                visits.stream().filter(visit -> !visit.at().isBefore(from)).toList();
        return late.get(random.nextInt(late.size()));
    }

    private Spot near(Visit visit) {
        int kind = random.nextInt(100);
        return kind < 75 ? visit.spot() : kind < 90 ? visit.spot().onNetwork(random.nextInt(256)) : abroad();
    }

    private int host(Visit visit) {
        return chance(60) ? visit.host() : 1 + random.nextInt(200);
    }

    private void guessesBefore(Visit visit) {
        Spot spot = near(visit);
        int host = host(visit);
        Account whom = chance(80) ? visit.owner() : OWNERS.get(random.nextInt(OWNERS.size()));
        Instant at = visit.at().minusSeconds(60L + random.nextInt(3_000));
        int guesses = 3 + random.nextInt(10);
        for (int i = 0; i < guesses; i++) {
            int from = chance(70) ? host : 1 + random.nextInt(200);
            int mark = 1_000 + random.nextInt(3_000);
            outside(
                    at.plusSeconds(i),
                    "a wrong password for " + whom + " from " + spot.prefix() + from,
                    run -> run.guesses(whom, spot, from, mark));
        }
    }

    private void sprays(Visit visit) {
        Spot spot = near(visit);
        int host = host(visit);
        Instant at = visit.at().minusSeconds(60L + random.nextInt(3_000));
        int names = 20 + random.nextInt(40);
        for (int i = 0; i < names; i++) {
            Account whom = i < OWNERS.size() ? OWNERS.get(i) : new Account("name" + i + "@alpha.test");
            int from = chance(50) ? host : 1 + random.nextInt(200);
            outside(
                    at.plusSeconds(i),
                    "sprays " + whom + " from " + spot.prefix() + from,
                    run -> run.guesses(whom, spot, from, 77));
        }
    }

    private void forges(Visit visit) {
        for (Written one : written) {
            if (one.at().isBefore(visit.at())
                    && one.at().plus(Duration.ofDays(2)).isAfter(visit.at())
                    && chance(70)) {
                for (String recipient : one.to()) {
                    outside(visit.at(), "reports " + one.id(), run -> run.reports(one.owner(), recipient, one.id()));
                }
            }
        }
        outside(visit.at(), "reports what never was", run -> run.reports(visit.owner(), "x@far.example", "<x@y>"));
    }

    private void tenant(Visit visit) {
        Instant at = visit.at().minusSeconds(600);
        outside(
                at,
                "the tenant logs in there",
                run -> run.logsIn(TENANT, visit.spot(), visit.host(), new Client("Client 1", "1", "")));
        for (int i = 0; i < 8; i++) {
            long text = 0x5555_0000_0000_0000L | i;
            outside(
                    at.plusSeconds(30L + i),
                    "the tenant writes",
                    run -> run.sends(TENANT, List.of("contact1@partner.example"), "<t@beta.test>", Optional.of(text)));
        }
    }

    private void phishes(Visit visit) {
        Instant at = visit.at().minusSeconds(1_800);
        for (int i = random.nextInt(6); i >= 0; i--) {
            outside(
                    at.plusSeconds(120L * i),
                    "phishing comes from there",
                    run -> run.phishes(OWNERS.get(0), visit.spot(), visit.host()));
        }
    }

    private void outside(Instant at, String words, Consumer<OutsiderRun> play) {
        steps.add(new OutsiderStep(at, Optional.empty(), words, play));
    }
}
