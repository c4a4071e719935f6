package io.mailwarden.engine.detect;

import io.mailwarden.engine.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The detectors that are asked about each event, in order. Immutable.
 *
 * @param all each type once
 */
public record Detectors(List<Detector> all) {

    public Detectors {
        all = List.copyOf(all);
    }

    /** All detectors of Mailwarden. */
    public static Detectors standard(LoginDetection login, SendingDetection sending) {
        return new Detectors(List.of(
                new ScoredLogin(login.scoredLogin()),
                new ImpossibleTravel(login.impossibleTravel()),
                new NewCountry(),
                new UnusualCountry(login.unusualCountry()),
                new UnusualNetwork(),
                new UnusualHour(login.unusualHour()),
                new NewClient(),
                new OutdatedClient(login.outdatedClient()),
                new AbusedClient(login.abusedClient()),
                new HiddenNetwork(),
                new MaliciousAddress(),
                new GuessedPassword(login.guessedPassword()),
                new ManyAddresses(login.manyAddresses()),
                new Cohort(login.cohort()),
                new DormantAccount(login.dormantAccount()),
                new ConcurrentPlaces(login.concurrentPlaces()),
                new SubmissionBurst(sending.submissionBurst()),
                new RecipientFanOut(sending.recipientFanOut()),
                new Strangers(sending.strangers()),
                new SendingCap(sending.sendingCap()),
                new RecipientBurst(sending.recipientBurst()),
                new SlowDrip(sending.slowDrip()),
                new SameText(sending.sameText()),
                new SharedText(sending.sharedText()),
                new OddMessage(sending.oddMessage()),
                new ForeignSender(),
                new ForeignReplyTo(),
                new UnusualSendingHour(sending.unusualSendingHour()),
                new NewLink(sending.newLink()),
                new BounceStorm(sending.bounceStorm()),
                new UnusualSending(sending.unusualSending()),
                new PhishingSent()));
    }

    /** All that is found about an accepted login. */
    public List<Anomaly> onLogin(LoginSighting sighting, Profile profile) {
        return ask(detector -> detector.onLogin(sighting, profile));
    }

    /** All that is found about a client that told its name after its login. */
    public List<Anomaly> onClient(ClientSighting sighting, Profile profile) {
        return ask(detector -> detector.onClient(sighting, profile));
    }

    /** All that is found about a submitted message. */
    public List<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        return ask(detector -> detector.onMessage(sighting, profile));
    }

    /** All that is found when a report of failed delivery comes back. */
    public List<Anomaly> onReport(ReportSighting sighting, Profile profile) {
        return ask(detector -> detector.onReport(sighting, profile));
    }

    // A loop: asked for each event, and nearly always nothing is found.
    private List<Anomaly> ask(Function<Detector, Optional<Anomaly>> question) {
        List<Anomaly> found = List.of();
        for (Detector detector : all) {
            Optional<Anomaly> anomaly = question.apply(detector);
            if (anomaly.isPresent()) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(anomaly.get());
            }
        }
        return found;
    }
}
