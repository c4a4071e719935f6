package io.mailwarden.mailet.held;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailwarden.engine.event.Message;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mailrepository.api.MailKey;

/**
 * The name of a held message, safe in URLs: a digest of what names it elsewhere, so that one message has one name
 * however often a queue hands it out, or it is taken back. Older versions made names of time, account and chance.
 *
 * @param value digits, lower-case letters and hyphens
 */
record HeldId(String value) {

    private static final Pattern FORM = Pattern.compile("[hq][0-9a-f]{40}|[0-9]{13}-[0-9a-f]{8}-[0-9a-f]{24}");
    private static final String HELD = "h";
    private static final String QUARANTINE = "q";
    private static final int DIGITS = 40;

    /**
     * That of a submitted mail.
     *
     * @param name James's name of the mail: a queue does not change it, and a copy has another
     */
    static HeldId of(String name, Message message) {
        return new HeldId(HELD
                + digest(List.of(
                        name,
                        message.account().name(),
                        message.content().messageId(),
                        Long.toString(message.content().bytes()),
                        String.join(" ", message.recipients()))));
    }

    /** That of a copy in quarantine. */
    static HeldId ofCopy(String key) {
        return new HeldId(QUARANTINE + digest(List.of(key)));
    }

    private static String digest(List<String> texts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", texts).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Empty for whatever was not made here. */
    static Optional<HeldId> parse(String text) {
        return text.length() < 64 && FORM.matcher(text).matches() ? Optional.of(new HeldId(text)) : Optional.empty();
    }

    /** Whether it lies in quarantine. */
    boolean inQuarantine() {
        return value.startsWith(QUARANTINE);
    }

    MailKey key() {
        return new MailKey(value);
    }
}
