package io.mailwarden.cli.bench.history;

import java.util.List;

/**
 * What a message is made of.
 *
 * @param subject its subject
 * @param bytes its size
 * @param urls its links
 * @param attachments media types of its attachments
 * @param sender the address in From
 * @param fingerprint of its text; copies of one text differ in a few bits
 */
public record MadeUpMessage(
        String subject, long bytes, List<String> urls, List<String> attachments, String sender, long fingerprint) {

    private static final int MOST_NOISE = 4;

    public MadeUpMessage {
        urls = List.copyOf(urls);
        attachments = List.copyOf(attachments);
    }

    /** Some everyday message of that sender. */
    public static MadeUpMessage everyday(String sender, Dice dice) {
        List<String> urls = dice.chance(0.2)
                ? List.of("https://site" + site(dice) + ".example/page" + dice.between(0, 1000))
                : List.of();
        List<String> attachments = dice.chance(0.15)
                ? List.of(dice.pick(List.of("application/pdf", "image/jpeg", "application/msword")))
                : List.of();
        long bytes = (long) Math.min(20_000_000, dice.skewed(attachments.isEmpty() ? 6_000 : 200_000, 0.9));
        return new MadeUpMessage("note " + dice.between(0, 100_000), bytes, urls, attachments, sender, dice.bits());
    }

    // Most are linked to again and again, one in fifty nobody linked to before.
    private static int site(Dice dice) {
        return dice.chance(0.02) ? dice.between(400, 1_000_000) : dice.between(0, 400);
    }

    /** The same text once more, with another name in it. */
    public MadeUpMessage copy(Dice dice) {
        long noisy = fingerprint;
        for (int flips = dice.between(0, MOST_NOISE); flips > 0; flips--) {
            noisy ^= 1L << dice.between(0, Long.SIZE);
        }
        return new MadeUpMessage(subject, bytes + dice.between(0, 40), urls, attachments, sender, noisy);
    }
}
