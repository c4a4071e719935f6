package io.mailwarden.owner;

import io.mailwarden.engine.review.owner.OwnerNotice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens of links. A token names a notice and when its link ends, is bound to the account and the
 * login that the notice is about, and carries an HMAC-SHA256 (RFC 2104) of all that and of what it is for. It says
 * nothing about the account to who reads it, and is checked without asking the store. Thread-safe.
 */
public final class LockLinks {

    /** Bytes of a key, as many as SHA-256 gives. */
    public static final int KEY_BYTES = 32;

    /** Characters of a token: each bit of it counts, so that no other text is the same token. */
    static final int LENGTH = 92;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] LOCK = "mailwarden owner link, lock\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORM = "mailwarden owner form, lock\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int ID_BYTES = 16;
    private static final int BOUND_BYTES = 12;
    private static final int MAC_BYTES = 32;
    private static final int PAYLOAD_BYTES = 1 + ID_BYTES + Long.BYTES + BOUND_BYTES;

    // Faster than anybody reads; robots that open links and press what they find do not wait.
    private static final Duration SOONEST = Duration.ofSeconds(2);
    private static final Duration LATEST = Duration.ofHours(1);

    private final SecretKeySpec key;

    /** With the key that all nodes share, of {@value #KEY_BYTES} bytes or more. */
    public LockLinks(byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("expected a key of " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * What a token that was checked says.
     *
     * @param notice id of the notice
     * @param expires when the link ends
     * @param bound to which account and login
     */
    record Ticket(String notice, Instant expires, String bound) {

        /** Whether it is of that notice. */
        boolean of(OwnerNotice one) {
            return one.id().equals(notice)
                    && one.expires().equals(expires)
                    && bound.equals(HexFormat.of().formatHex(binding(one)));
        }
    }

    /** The token of the notice's link. */
    String token(OwnerNotice notice) {
        ByteBuffer payload = ByteBuffer.allocate(PAYLOAD_BYTES);
        payload.put(VERSION)
                .put(HexFormat.of().parseHex(notice.id()))
                .putLong(notice.expires().getEpochSecond())
                .put(binding(notice));
        return encode(ByteBuffer.allocate(PAYLOAD_BYTES + MAC_BYTES)
                .put(payload.array())
                .put(mac(LOCK, payload.array()))
                .array());
    }

    private static byte[] binding(OwnerNotice notice) {
        String bound = notice.account().name() + "\0" + notice.login().at();
        return Arrays.copyOf(sha256(bound.getBytes(StandardCharsets.UTF_8)), BOUND_BYTES);
    }

    /** What the token says; empty when it is none of ours, or its link has ended. */
    Optional<Ticket> check(String token, Instant now) {
        Optional<byte[]> bytes = decode(token);
        if (bytes.isEmpty() || bytes.get().length != PAYLOAD_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOf(bytes.get(), PAYLOAD_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes.get(), PAYLOAD_BYTES, bytes.get().length);
        // In constant time.
        if (!MessageDigest.isEqual(mac, mac(LOCK, payload)) || payload[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(payload, 1, PAYLOAD_BYTES - 1);
        byte[] id = new byte[ID_BYTES];
        fields.get(id);
        Instant expires = Instant.ofEpochSecond(fields.getLong());
        byte[] bound = new byte[BOUND_BYTES];
        fields.get(bound);
        HexFormat hex = HexFormat.of();
        return Optional.of(new Ticket(hex.formatHex(id), expires, hex.formatHex(bound)))
                .filter(ticket -> ticket.expires().isAfter(now));
    }

    /** Whether it is a link's token, and that has not ended. */
    public boolean valid(String token, Instant now) {
        return check(token, now).isPresent();
    }

    /** What the page of that token carries, shown at that time, so that its button can be told from a mere request. */
    public String stamp(String token, Instant shown) {
        long seconds = shown.getEpochSecond();
        return seconds + "." + encode(stampMac(token, seconds));
    }

    /** Whether somebody saw the page of that token, not long ago, and took the time to read it. */
    public boolean seen(String token, String stamp, Instant now) {
        int dot = stamp.indexOf('.');
        Optional<byte[]> mac = decode(stamp.substring(dot + 1));
        if (dot < 1
                || dot > 15
                || mac.isEmpty()
                || !stamp.substring(0, dot).chars().allMatch(Character::isDigit)) {
            return false;
        }
        long seconds = Long.parseLong(stamp.substring(0, dot));
        Instant shown = Instant.ofEpochSecond(seconds);
        return MessageDigest.isEqual(mac.get(), stampMac(token, seconds))
                && !now.isBefore(shown.plus(SOONEST))
                && now.isBefore(shown.plus(LATEST));
    }

    private byte[] stampMac(String token, long seconds) {
        return mac(FORM, (token + "\0" + seconds).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(byte[] purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose);
            return mac.doFinal(content);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    // Only what would be written so: no padding, no other alphabet, no bits left over.
    private static Optional<byte[]> decode(String text) {
        if (text.length() > LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
