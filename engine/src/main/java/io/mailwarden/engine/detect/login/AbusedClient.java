package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.ClientSighting;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message.Hand;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A login with a client that thieves are known to use and the account never used. Score 0.5: web sites and machines
 * send by the same programs, but seldom begin to do so in an account that people use. Score 0.35 for a message that was
 * written with one, by its User-Agent or X-Mailer: scripts name themselves there or nowhere, since in EHLO they give the
 * machine's name; an owner who tries one opens no incident. Silent for an account that uses that program anyway, and
 * while learning.
 *
 * <p>A name counts whole: of a program by its first word, of a machine altogether, so that curlew.example.org is not curl.
 */
final class AbusedClient implements Detector {

    private static final double SCORE = 0.5;
    private static final double MESSAGE_SCORE = 0.35;

    private final List<String> names;

    AbusedClient(AbusedClientConfig config) {
        names = config.names();
    }

    @Override
    public String type() {
        return "abused-client";
    }

    @Override
    public String finds() {
        return "a login, or a message, of a program that thieves are known for";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.CLIENT);
    }

    @Override
    public Optional<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        return sighting.origin().safe()
                ? Optional.empty()
                : abused(sighting.client(), sighting.footprint(), sighting.at(), profile);
    }

    @Override
    public Optional<Anomaly> onClient(ClientSighting sighting, Profile profile) {
        return abused(sighting.seen().client(), sighting.footprint(), sighting.at(), profile);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        Client program = sighting.message()
                .content()
                .sender()
                .hand()
                .filter(hand -> !hand.another())
                .map(Hand::program)
                .orElse(Client.UNKNOWN);
        if (!listed(program)
                || !profile.sent().mature(sighting.at())
                || uses(Keys.of(program.family()), sighting.at(), profile)) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                MESSAGE_SCORE,
                Explanation.of("first message written with %s, a program that thieves are known to use", program)));
    }

    private static boolean uses(long family, Instant at, Profile profile) {
        return profile.habits().daysSince(Trait.FAMILY, family, at) >= 0
                || profile.habits().own(Trait.PROGRAM, family, at);
    }

    private Optional<Anomaly> abused(Client client, Footprint footprint, Instant at, Profile profile) {
        if (!listed(client) || !profile.mature(at) || uses(footprint.family(), at, profile)) {
            return Optional.empty();
        }
        return Optional.of(found(
                Severity.SUSPECTED,
                SCORE,
                Explanation.of("first login with %s, a program that thieves are known to use", client)));
    }

    private boolean listed(Client client) {
        for (String name : names) {
            String family = client.family();
            if (family.regionMatches(true, 0, name, 0, name.length())
                    && (family.length() == name.length() || endsWord(family.charAt(name.length())))) {
                return true;
            }
        }
        return false;
    }

    // The names of machines go on with these.
    private static boolean endsWord(char next) {
        return !Character.isLetterOrDigit(next) && next != '.' && next != '-' && next != '_';
    }
}
