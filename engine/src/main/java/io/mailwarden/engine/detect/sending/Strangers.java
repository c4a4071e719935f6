package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.SendingProfile;
import java.util.Optional;
import java.util.Set;

/**
 * Messages to nobody whom the account ever wrote to, one after the other. People write to strangers with somebody known
 * in copy, or to one at a time: in the open data two such messages within an hour are seen once in 2 000 messages,
 * seven never. An account that is new is measured by the house, or by the shipped limit after a risky login, and those
 * whom others know do not count. See {@link SendingLimit} for limit and score.
 *
 * <p>Three times the window where a login stands that nobody could travel to, as sure as {@value #SURE}: a botnet takes
 * another address for each message and its time, and what it sends is a thief's whoever the owner is. As many as in one
 * window before are no anomaly then, either.
 */
final class Strangers implements Detector {

    private static final double SURE = 0.5;
    private static final int LONGER = 3;

    private final SendingConfig config;

    Strangers(SendingConfig config) {
        this.config = config;
    }

    @Override
    public String type() {
        return "strangers";
    }

    @Override
    public String finds() {
        return "more messages to strangers alone within an hour than the account ever sends";
    }

    @Override
    public Set<Evidence> evidence() {
        // Many messages to many strangers are one sign, not two.
        return Set.of(Evidence.RECIPIENTS, Evidence.VOLUME);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        if (!sighting.novelty().toStrangers() || !Newcomer.measuredAlone(sighting, profile)) {
            return Optional.empty();
        }
        return found(config, sighting, profile)
                .or(() -> hops(sighting, profile) ? found(config.longer(LONGER), sighting, profile) : Optional.empty());
    }

    private static boolean hops(MessageSighting sighting, Profile profile) {
        return SendingLimit.counted(sighting, profile).suspicions().stream()
                .anyMatch(one -> one.type().equals(Suspicion.OF_TRAVEL) && one.score() >= SURE);
    }

    private Optional<Anomaly> found(SendingConfig limits, MessageSighting sighting, Profile profile) {
        long count = count(limits, sighting, profile.sent());
        SendingLimit limit = SendingLimit.of(
                limits, profile.sent().usualStrange(sighting.at()), SendingLimit.counted(sighting, profile));
        return limit.exceededBy(count)
                ? Optional.of(found(
                        Severity.SUSPECTED, limit.score(count), limit.explain(count, "messages to strangers alone")))
                : Optional.empty();
    }

    // To a new account everybody is new: those count whom nobody else knows, either.
    private static long count(SendingConfig limits, MessageSighting sighting, SendingProfile sending) {
        long strange = sending.within(limits.window(), sighting.at()).strange();
        return sending.known(sighting.at()) ? strange : Math.min(strange, sending.strangersInDay(sighting.at()));
    }
}
