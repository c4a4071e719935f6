package io.mailwarden.alert;

import io.mailwarden.alert.outbox.Channel;
import io.mailwarden.alert.outbox.NotDelivered;
import io.mailwarden.alert.outbox.Outbox;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.review.setting.AlertTests;
import io.mailwarden.engine.support.Text;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The channels that are configured at the moment; each can be tried. Thread-safe. */
public final class LiveChannels implements AlertTests {

    private static final int LONGEST = 400;

    private final AlertMailer mailer;
    private final Clock clock;
    private volatile Configured configured;

    /** Channels, and the settings that they are made of. */
    private record Configured(AlertConfig config, List<Channel> channels) {}

    /**
     * Those of these settings. Throws IllegalArgumentException, saying what is expected, when a file that they need cannot
     * be used. Connects to nothing.
     */
    public LiveChannels(AlertConfig config, AlertMailer mailer, Clock clock) {
        this.mailer = mailer;
        this.clock = clock;
        configured = made(config);
    }

    private Configured made(AlertConfig config) {
        return new Configured(config, Channels.of(config, mailer, clock));
    }

    /** Those of other settings from now on; throws as the constructor does, and then nothing has changed. */
    public void configure(AlertConfig config) {
        if (!config.equals(configured.config())) {
            configured = made(config);
        }
    }

    /** Those channels; none when nobody is to be told. */
    public List<Channel> channels() {
        return configured.channels();
    }

    /** How often administrators are told, and how long it is tried. */
    public Outbox.Rules rules() {
        return configured.config().delivery();
    }

    @Override
    public List<AlertWay> ways() {
        return channels().stream().map(channel -> new AlertWay(channel.name())).toList();
    }

    @Override
    public Optional<TestedWay> test(String name, String by) {
        return channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .map(channel -> tried(channel, test(by)));
    }

    private static TestedWay tried(Channel channel, Alert alert) {
        try {
            String answer = channel.tried(UUID.randomUUID().toString(), alert);
            return new TestedWay(channel.name(), true, Text.printable(answer, LONGEST));
        } catch (NotDelivered e) {
            return new TestedWay(channel.name(), false, Text.printable(String.valueOf(e.getMessage()), LONGEST));
        }
    }

    private Alert test(String by) {
        return new Alert(
                Optional.empty(),
                "test",
                Severity.SUSPECTED,
                Optional.empty(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                new AlertContent(
                        "a test, nothing happened",
                        "this is a test that " + by + " asked for; nothing happened",
                        List.of(),
                        List.of(),
                        List.of("Nothing is left to do: who reads this is told of incidents.")));
    }
}
