package io.mailwarden.plugin.setup;

import io.mailwarden.alert.LiveChannels;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.review.access.Role;
import io.mailwarden.engine.review.setting.AlertTests.AlertWay;
import io.mailwarden.engine.review.setting.FirstSteps;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.settings.ConsoleConfig;
import io.mailwarden.settings.change.LiveSettings;
import io.mailwarden.settings.james.DoorAudit;
import io.mailwarden.settings.james.UnwatchedListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is left to set up on this server. Thread-safe. */
public final class SetUpSteps implements FirstSteps {

    // As long as an account takes to be known (profile.learning-time).
    private static final Duration WEEK = Duration.ofDays(7);

    private final LiveSettings settings;
    private final LiveChannels channels;
    private final DoorAudit doors;
    private final AccessStore access;
    private final Watch watch;

    /** By what these say at the time. */
    public SetUpSteps(LiveSettings settings, LiveChannels channels, DoorAudit doors, AccessStore access, Watch watch) {
        this.settings = settings;
        this.channels = channels;
        this.doors = doors;
        this.access = access;
        this.watch = watch;
    }

    /**
     * How this server is watched.
     *
     * @param geography whether countries and distances can be told
     * @param mode that of whoever has no other
     * @param since since when; may throw {@link StoreUnavailable}
     */
    public record Watch(BooleanSupplier geography, Supplier<String> mode, Supplier<Instant> since, Clock clock) {}

    @Override
    public List<FirstStep> steps() {
        return List.of(geography(), recipients(), administrators(), watching(), doors());
    }

    private FirstStep geography() {
        boolean known = watch.geography().getAsBoolean();
        return new FirstStep(
                "geography",
                known,
                known ? "countries and distances can be told" : "origin.databases names none that is there");
    }

    private FirstStep recipients() {
        String ways = channels.ways().stream().map(AlertWay::name).collect(Collectors.joining(", "));
        return new FirstStep(
                "recipients", !ways.isEmpty(), ways.isEmpty() ? "alert.recipients is empty" : "by " + ways);
    }

    // Whoever lifts blocks, in a way that a thief of the password alone has not.
    private FirstStep administrators() {
        ConsoleConfig console = settings.config().console();
        List<ConsoleUser> all = console.users().stream()
                .filter(user -> user.role() == Role.ADMINISTRATOR)
                .toList();
        if (settings.config().engine().workflow().administrators().isEmpty()) {
            return new FirstStep("administrators", false, "workflow.administrators is empty");
        }
        if (all.isEmpty()) {
            return new FirstStep("administrators", false, "console.users names no administrator");
        }
        try {
            List<String> missing = console.secondFactor() ? notEnrolled(all) : List.of();
            return new FirstStep(
                    "administrators",
                    missing.isEmpty(),
                    missing.isEmpty()
                            ? all.size() + " may sign in"
                            : "without a second factor: " + String.join(", ", missing));
        } catch (StoreUnavailable e) {
            return new FirstStep("administrators", false, "the store does not answer");
        }
    }

    private List<String> notEnrolled(List<ConsoleUser> users) {
        return users.stream()
                .filter(user -> access.factor(user.account()).isEmpty())
                .map(user -> user.account().name())
                .toList();
    }

    private FirstStep watching() {
        try {
            Instant since = watch.since().get();
            boolean week = !since.plus(WEEK).isAfter(watch.clock().instant());
            String day = LocalDate.ofInstant(since, ZoneOffset.UTC).toString();
            return new FirstStep(
                    "watching", week, "since " + day + ", mode " + watch.mode().get());
        } catch (StoreUnavailable e) {
            return new FirstStep("watching", false, "the store does not answer");
        }
    }

    private FirstStep doors() {
        List<UnwatchedListener> open = doors.unwatched();
        return new FirstStep(
                "doors",
                open.isEmpty(),
                open.isEmpty()
                        ? String.join(", ", doors.watched())
                        : open.stream().map(UnwatchedListener::words).collect(Collectors.joining("; ")));
    }
}
