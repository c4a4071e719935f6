package io.mailwarden.cli.bench.attack;

import io.mailwarden.cli.bench.history.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Thefts that try to stay below every limit: from the owner's own computer, where only what is sent tells, in other
 * words each time, or of an account of which nothing is known yet.
 */
final class AtHomeThefts {

    private static final int FLOOD = 1_000;
    private static final int RAMP_FROM = 15;
    private static final double RAMP_TIMES = 1.35;
    private static final int RAMP_DAYS = 12;
    private static final int DRIP = 19;
    private static final int DRIP_TO = 5;
    private static final int DRIP_DAYS = 10;
    private static final int CROWDS = 3;
    private static final int CROWD = 1_000;
    private static final int FRIENDS = 40;
    private static final int LINKS = 12;
    private static final int FEWEST_FRIENDS = 8;
    private static final int OF_A_NEW_ACCOUNT = 60;
    private static final Duration WORKING_DAY = Duration.ofHours(8);

    private AtHomeThefts() {}

    /** A thousand messages to a stranger each, in half an hour. */
    static List<AttackStep> floods(Victim victim, Instant start, Ground ground) {
        return atHome(victim, start, ground, (spree, own) -> {
            for (int i = 0; i < FLOOD; i++) {
                spree.waits(Duration.ofSeconds(2)).sends(own, strangers(ground, 1));
            }
        });
    }

    /** Each day a third more than the day before. */
    static List<AttackStep> ramps(Victim victim, Instant start, Ground ground) {
        return atHome(victim, start, ground, (spree, own) -> {
            double messages = RAMP_FROM;
            for (int day = 0; day < RAMP_DAYS; day++) {
                worksADay(spree, own, ground, (int) messages, 1);
                messages *= RAMP_TIMES;
            }
        });
    }

    /** As many messages a day as nobody minds, to some strangers each. */
    static List<AttackStep> drips(Victim victim, Instant start, Ground ground) {
        return atHome(victim, start, ground, (spree, own) -> {
            for (int day = 0; day < DRIP_DAYS; day++) {
                worksADay(spree, own, ground, DRIP, DRIP_TO);
            }
        });
    }

    /** One message to a thousand, and again. */
    static List<AttackStep> writesToCrowds(Victim victim, Instant start, Ground ground) {
        return atHome(victim, start, ground, (spree, own) -> {
            for (int i = 0; i < CROWDS; i++) {
                spree.waits(Duration.ofMinutes(5)).sends(own, strangers(ground, CROWD));
            }
        });
    }

    /** From abroad, one after the other to those whom the account writes to, no two in the same words. */
    static List<AttackStep> phishesFriendsInOtherWords(Victim victim, Instant start, Ground ground) {
        return toFriends(victim, start, ground, FRIENDS);
    }

    /** The same to a few. */
    static List<AttackStep> sendsFriendsOneLink(Victim victim, Instant start, Ground ground) {
        return toFriends(victim, start, ground, LINKS);
    }

    /** A new account, from abroad: a stranger a minute. */
    static List<AttackStep> spamsFromANewAccount(Victim victim, Instant start, Ground ground) {
        Device device = ground.abroadFrom(victim.country());
        Spree spree = new Spree(victim, start, ground.dice()).logsIn(device, "smtp");
        for (int i = 0; i < OF_A_NEW_ACCOUNT; i++) {
            spree.waits(Duration.ofSeconds(20), Duration.ofSeconds(80)).sends(device, strangers(ground, 1));
        }
        return spree.steps();
    }

    private interface Work {
        void with(Spree spree, Device own);
    }

    private static List<AttackStep> atHome(Victim victim, Instant start, Ground ground, Work work) {
        Optional<Device> own = victim.ownDevice();
        if (own.isEmpty()) {
            return List.of();
        }
        Spree spree = new Spree(victim, start, ground.dice()).logsIn(own.get(), "smtp");
        work.with(spree, own.get());
        return spree.steps();
    }

    private static void worksADay(Spree spree, Device own, Ground ground, int messages, int each) {
        Duration apart = WORKING_DAY.dividedBy(messages);
        spree.logsIn(own, "smtp");
        for (int i = 0; i < messages; i++) {
            spree.waits(apart).sends(own, strangers(ground, each));
        }
        spree.waits(Duration.ofDays(1).minus(apart.multipliedBy(messages)));
    }

    private static List<AttackStep> toFriends(Victim victim, Instant start, Ground ground, int most) {
        List<String> friends = victim.contacts(most);
        if (friends.size() < FEWEST_FRIENDS) {
            return List.of();
        }
        Device device = ground.abroadFrom(victim.country());
        Spree spree = new Spree(victim, start, ground.dice()).logsIn(device, "smtp");
        for (String friend : friends) {
            spree.waits(Duration.ofSeconds(60), Duration.ofSeconds(240)).sendsInOtherWords(device, List.of(friend));
        }
        return spree.steps();
    }

    private static List<String> strangers(Ground ground, int count) {
        return IntStream.range(0, count).mapToObj(i -> ground.stranger()).toList();
    }
}
