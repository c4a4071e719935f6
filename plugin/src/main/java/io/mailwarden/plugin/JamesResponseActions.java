package io.mailwarden.plugin;

import io.mailwarden.alert.LiveChannels;
import io.mailwarden.alert.outbox.Alerting;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.ResponseActions;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.rescan.RescanRunner;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Singleton;

/** What is done about incidents through James: its tasks scan again, its mailets send alerts. Thread-safe. */
@Singleton
final class JamesResponseActions implements ResponseActions {

    private static final String SPARED =
            "It is an administrator's account: nothing was blocked automatically. Block it by hand if it was taken"
                    + " over.";

    private final RescanRunner rescanning;
    private final Alerting alerting;
    private final LiveChannels channels;
    private final Clock clock;

    @Inject
    JamesResponseActions(RescanRunner rescanning, Alerting alerting, LiveChannels channels, Clock clock) {
        this.rescanning = rescanning;
        this.alerting = alerting;
        this.channels = channels;
        this.clock = clock;
    }

    RescanRunner rescanning() {
        return rescanning;
    }

    @Override
    public String rescan(Incident incident, boolean acts) {
        String task = rescanning.start(incident.account(), incident.id(), acts);
        return "%s as task %s"
                .formatted(
                        acts ? "what it sent is scanned again" : "what it sent is scanned again, to report only", task);
    }

    @Override
    public String alert(Incident incident, boolean spared, List<ResponseRecord> done) {
        Stream<String> words = done.stream()
                .filter(recorded -> recorded.severity() == incident.due())
                .map(ResponseRecord::words);
        Stream<String> why = spared ? Stream.of(SPARED) : Stream.empty();
        alerting.raise(Alert.of(incident, Stream.concat(words, why).toList(), clock.instant()));
        return channels.channels().isEmpty()
                ? "nobody is told but the log: the section alert of mailwarden.properties names nobody"
                : "administrators are told, unless they were told of the same before";
    }
}
