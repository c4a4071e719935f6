package io.mailwarden.engine.assess;

import io.mailwarden.engine.eventlog.Deviations;
import io.mailwarden.engine.eventlog.Deviations.Feature;
import io.mailwarden.engine.profile.habit.Novelty;
import io.mailwarden.engine.profile.habit.Rhythm;
import io.mailwarden.engine.profile.habit.SendingProfile;
import io.mailwarden.engine.profile.habit.Shape;
import io.mailwarden.engine.profile.habit.Typical;
import java.time.Instant;

/** Measures how far a message is from what its account usually sends. */
public final class MessageDeviations {

    // Spreads that count at least: small ones come from few messages, not from strict habits.
    private static final double LEAST_LOGARITHM = 0.5;
    // Sizes within a factor of two of the usual one are no deviation.
    private static final double LEAST_SIZE = 1;
    private static final double LEAST_SHARE = 0.2;

    // As if one message had been sent at each hour before: few messages say little about 24 hours.
    private static final double HOURS = 24;
    // Whoever writes once a day as a rule answers ten mails on Monday: open data of an office.
    private static final double LEAST_HOURLY = 4;

    private static final double LN_2 = Math.log(2);

    private MessageDeviations() {}

    /** Of a message that the profile has counted but not learned. */
    public static Deviations of(SendingProfile sending, Shape shape, Novelty novelty, Instant at) {
        float[] values = new float[Feature.count()];
        float[] quantities = shape.quantities();
        Typical typical = sending.typical();
        double size = typical.deviation(Shape.BYTES, quantities[Shape.BYTES], LEAST_SIZE);
        values[Feature.RECIPIENTS.ordinal()] = above(typical, Shape.RECIPIENTS, quantities, LEAST_LOGARITHM);
        values[Feature.FRESH.ordinal()] = above(typical, Shape.FRESH, quantities, LEAST_SHARE);
        values[Feature.BYTES.ordinal()] = clamped(size, -Deviations.MOST);
        values[Feature.LINKS.ordinal()] = above(typical, Shape.LINKS, quantities, LEAST_LOGARITHM);
        values[Feature.ATTACHMENTS.ordinal()] = above(typical, Shape.ATTACHMENTS, quantities, LEAST_LOGARITHM);
        values[Feature.HOUR.ordinal()] = hour(sending.rhythm(), shape.hour());
        values[Feature.RATE.ordinal()] = rate(sending, at);
        values[Feature.DOMAINS.ordinal()] = clamped(log2(1.0 + novelty.freshDomains()), 0);
        return new Deviations(values);
    }

    private static float above(Typical typical, int quantity, float[] quantities, double least) {
        return clamped(typical.deviation(quantity, quantities[quantity], least), 0);
    }

    private static float hour(Rhythm rhythm, int hour) {
        double uses = rhythm.uses();
        return clamped(-Math.log((rhythm.hourShare(hour) * uses + 1) / (uses + HOURS)), 0);
    }

    private static float rate(SendingProfile sending, Instant at) {
        return clamped(log2(sending.messagesInHour(at) / Math.max(LEAST_HOURLY, sending.usualMessagesInHour(at))), 0);
    }

    private static double log2(double value) {
        return Math.log(value) / LN_2;
    }

    private static float clamped(double value, float least) {
        return Double.isNaN(value) ? 0 : (float) Math.max(least, Math.min(Deviations.MOST, value));
    }
}
