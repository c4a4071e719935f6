package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Message.Hand;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Habits;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.hand.MessageHand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message that was not written as the account writes: of program, domain and form of its Message-ID two or all three are
 * none of the account's own. One alone is an update, another network's name for the same laptop, or chance. It says who
 * sits there, so it belongs to the stream of logins and joins with what is strange in sending, also where place and time are
 * the owner's.
 *
 * <p>Score 0.2 for three, 0.15 for two. On open data such messages are some 60 times as likely a thief's (docs/detection.md), but
 * owners buy laptops, and most programs of thieves take the domain of the account: below 0.25, so that an owner is not
 * stopped by it and a newsletter. Evidence that it shares with the client of a login: a new program is one sign, seen
 * twice.
 *
 * <p>Silent until five messages taught the account's hands, for a hand that half of the organisation's mail is of, and for
 * what is another's head: sent on whole, of a list, an automatic answer.
 */
final class NewHand implements Detector {

    private static final double OF_ALL = 0.2;
    private static final double OF_TWO = 0.15;
    private static final int FEWEST = 2;
    // Messages, faded.
    private static final double ENOUGH = 5;

    @Override
    public String type() {
        return "new-hand";
    }

    @Override
    public String finds() {
        return "a message written with another program, and another kind of Message-ID, than the account's; weak alone";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.HAND, Evidence.CLIENT);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        MessageHand hand = MessageHand.of(sighting.message());
        if (hand.isUntold()) {
            return Optional.empty();
        }
        List<Trait> strange = strange(hand, profile.habits(), sighting.at());
        return strange.size() < FEWEST || sighting.organisation().common(hand)
                ? Optional.empty()
                : Optional.of(found(
                        Severity.SUSPECTED,
                        strange.size() == Trait.OF_HANDS.length ? OF_ALL : OF_TWO,
                        explain(strange, hand, sighting, profile.habits())));
    }

    private static List<Trait> strange(MessageHand hand, Habits habits, Instant at) {
        List<Trait> strange = new ArrayList<>(0);
        for (Trait trait : Trait.OF_HANDS) {
            long key = Keys.of(trait, hand);
            if (key != 0 && !habits.own(trait, key, at) && habits.total(trait, at) >= ENOUGH) {
                strange.add(trait);
            }
        }
        return strange;
    }

    private static Explanation explain(List<Trait> strange, MessageHand hand, MessageSighting sighting, Habits habits) {
        List<Explanation> all = new ArrayList<>();
        for (Trait trait : strange) {
            all.add(Explanation.of(
                    "%s (until now %s)", seen(trait, hand, sighting), count(trait, habits.distinct(trait))));
        }
        return Explanation.of("not written as the account writes: %s", Explanation.all(all));
    }

    private static String seen(Trait trait, MessageHand hand, MessageSighting sighting) {
        return switch (trait) {
            case PROGRAM -> "by " + program(hand, sighting);
            case ID_DOMAIN ->
                "Message-ID of "
                        + (hand.domain().equals(MessageHand.OWN) ? "the sender's own domain" : text(hand.domain()));
            default -> "Message-ID of form " + text(hand.form());
        };
    }

    private static String program(MessageHand hand, MessageSighting sighting) {
        return hand.program().equals(MessageHand.UNNAMED)
                ? "a program that does not name itself"
                : sighting.message()
                        .content()
                        .sender()
                        .hand()
                        .map(Hand::program)
                        .orElseThrow()
                        .toString();
    }

    private static String text(String part) {
        return part.isEmpty() ? "none" : part;
    }

    private static String count(Trait trait, int number) {
        return switch (trait) {
            case PROGRAM -> Explanation.count(number, "program", "programs");
            case ID_DOMAIN -> Explanation.count(number, "domain", "domains");
            default -> Explanation.count(number, "form", "forms");
        };
    }
}
