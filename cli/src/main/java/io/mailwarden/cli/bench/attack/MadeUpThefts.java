package io.mailwarden.cli.bench.attack;

import io.mailwarden.cli.bench.history.Device;
import io.mailwarden.cli.bench.history.Dice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The made-up takeovers, each as the steps of its thief. All chance comes from the ground's dice. */
final class MadeUpThefts {

    private static final int READINGS = 8;
    private static final int BURST = 200;
    private static final int SLOW_MESSAGES = 240;
    private static final int MESSAGES_A_SLOW_SESSION = 24;
    private static final int FEWEST_FRIENDS = 8;
    private static final int MOST_FRIENDS = 40;
    private static final int BOTS = 50;
    private static final int SERVERS = 3;
    private static final int TRIES = 300;
    private static final int RUN = 40;
    private static final int AT_NIGHT = 30;

    private MadeUpThefts() {}

    /** A residential proxy of the same country; reads for three days and sends nothing. */
    static List<AttackStep> reads(Victim victim, Instant start, Ground ground) {
        Optional<Device> near = ground.homeIn(victim.country());
        if (near.isEmpty()) {
            return List.of();
        }
        Spree spree = new Spree(victim, start, ground.dice());
        for (int i = 0; i < READINGS; i++) {
            spree.logsIn(near.get(), "imap").waits(Duration.ofHours(4), Duration.ofHours(14));
        }
        return spree.steps();
    }

    /** One login from another country, then a burst to strangers: half of them one by one, half in big lists. */
    static List<AttackStep> spamsFromAbroad(Victim victim, Instant start, Ground ground) {
        Device device = ground.abroadFrom(victim.country());
        int each = ground.dice().chance(0.5) ? 1 : 30;
        Spree spree = new Spree(victim, start, ground.dice()).logsIn(device, "smtp");
        for (int i = 0; i < BURST; i++) {
            spree.waits(Duration.ofSeconds(2), Duration.ofSeconds(5)).sends(device, strangers(ground, each));
        }
        return spree.steps();
    }

    /** Ten an hour for a day, half of them from the same country. */
    static List<AttackStep> spamsSlowly(Victim victim, Instant start, Ground ground) {
        Device abroad = ground.abroadFrom(victim.country());
        Device device =
                ground.dice().chance(0.5) ? ground.homeIn(victim.country()).orElse(abroad) : abroad;
        Spree spree = new Spree(victim, start, ground.dice());
        for (int i = 0; i < SLOW_MESSAGES; i++) {
            if (i % MESSAGES_A_SLOW_SESSION == 0) {
                spree.logsIn(device, "smtp");
            }
            spree.waits(Duration.ofMinutes(4), Duration.ofMinutes(8)).sends(device, strangers(ground, 1));
        }
        return spree.steps();
    }

    static List<AttackStep> phishesFriendsFromNear(Victim victim, Instant start, Ground ground) {
        return ground.homeIn(victim.country())
                .map(near -> phishesFriends(victim, start, ground.dice(), near))
                .orElse(List.of());
    }

    static List<AttackStep> phishesFriendsFromAbroad(Victim victim, Instant start, Ground ground) {
        return phishesFriends(victim, start, ground.dice(), ground.abroadFrom(victim.country()));
    }

    /** Reads for half an hour, then writes one text with a link to those whom the account writes to. */
    private static List<AttackStep> phishesFriends(Victim victim, Instant start, Dice dice, Device device) {
        List<String> friends = victim.contacts(MOST_FRIENDS);
        if (friends.size() < FEWEST_FRIENDS) {
            return List.of();
        }
        Spree spree = new Spree(victim, start, dice)
                .logsIn(device, "imap")
                .waits(Duration.ofMinutes(20), Duration.ofMinutes(40))
                .logsIn(device, "smtp");
        for (String friend : friends) {
            spree.waits(Duration.ofSeconds(20), Duration.ofSeconds(60)).sends(device, List.of(friend));
        }
        return spree.steps();
    }

    /** Many addresses in many countries, a few messages from each. */
    static List<AttackStep> spamsFromEverywhere(Victim victim, Instant start, Ground ground) {
        Spree spree = new Spree(victim, start, ground.dice());
        for (int bot = 0; bot < BOTS; bot++) {
            Device device = ground.abroadFrom("");
            spree.waits(Duration.ofMinutes(1), Duration.ofMinutes(4)).logsIn(device, "smtp");
            for (int i = ground.dice().between(3, 6); i > 0; i--) {
                spree.waits(Duration.ofSeconds(1), Duration.ofSeconds(4)).sends(device, strangers(ground, 1));
            }
        }
        return spree.steps();
    }

    /**
     * Hundreds of other names, one that opens, a spam run from there: half of the campaigns from a few servers, half
     * through a pool of proxies, each try from another address.
     */
    static List<AttackStep> guessesAndSpams(Victim victim, Instant start, Ground ground) {
        Dice dice = ground.dice();
        List<String> names = ground.survey().names();
        List<Device> pool = Stream.generate(() -> ground.abroadFrom(victim.country()))
                .limit(dice.chance(0.5) ? SERVERS : TRIES)
                .toList();
        Spree spree = new Spree(victim, start, dice);
        for (int i = 0; i < TRIES; i++) {
            String other = dice.chance(0.5) ? dice.pick(names) : "guess" + i + "@company.example";
            spree.waits(Duration.ofSeconds(5), Duration.ofSeconds(20));
            if (!other.equals(victim.account())) {
                spree.triesOther(other, pool.get(i % pool.size()));
            }
        }
        Device device = dice.pick(pool);
        spree.logsIn(device, "smtp").waits(Duration.ofMinutes(20));
        for (int i = 0; i < RUN; i++) {
            spree.waits(Duration.ofSeconds(10)).sends(device, strangers(ground, 1));
        }
        return spree.steps();
    }

    /** The owner's own network and program, in the hours when he sleeps, to people he never wrote to. */
    static List<AttackStep> worksAtNight(Victim victim, Instant start, Ground ground) {
        Optional<Device> own = victim.ownDevice();
        if (own.isEmpty()) {
            return List.of();
        }
        Instant night = start.atOffset(ZoneOffset.UTC)
                .withHour(victim.quietHour())
                .plusDays(1)
                .toInstant();
        Spree spree = new Spree(victim, night, ground.dice()).logsIn(own.get(), "smtp");
        for (int i = 0; i < AT_NIGHT; i++) {
            spree.waits(Duration.ofSeconds(60), Duration.ofSeconds(240)).sends(own.get(), strangers(ground, 1));
        }
        return spree.steps();
    }

    private static List<String> strangers(Ground ground, int count) {
        return IntStream.range(0, count).mapToObj(i -> ground.stranger()).toList();
    }
}
