package io.mailwarden.mailet.journal;

import io.mailwarden.engine.event.Message.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What two messages of few words must have in common to count as one message: all their links, attachments and subject.
 */
final class Likeness {

    private static final Pattern ANSWER =
            Pattern.compile("^(\\s*(re|aw|sv|fwd?|wg|tr)\\s*:)+", Pattern.CASE_INSENSITIVE);

    private Likeness() {}

    /**
     * A digest, hexadecimal, that is the same for messages with the same links, attachments (name and size) and subject
     * (without what answers put before it); empty when there is neither link nor attachment, for then too little is
     * left.
     */
    public static String of(Content content) {
        if (content.urls().isEmpty() && content.attachments().isEmpty()) {
            return "";
        }
        Stream<String> attachments =
                content.attachments().stream().map(attachment -> attachment.bytes() + " " + attachment.name());
        String all = Stream.of(
                        Stream.of(subject(content)),
                        content.urls().stream().distinct().sorted(),
                        attachments.sorted())
                .flatMap(part -> Stream.concat(part, Stream.of("")))
                .collect(Collectors.joining("\n"));
        return digest(all);
    }

    private static String subject(Content content) {
        return ANSWER.matcher(content.subject()).replaceFirst("").strip().toLowerCase(Locale.ROOT);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
