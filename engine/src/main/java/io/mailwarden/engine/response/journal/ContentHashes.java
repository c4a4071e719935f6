package io.mailwarden.engine.response.journal;

import java.util.OptionalLong;

/**
 * What a message is recognized by, when it is seen again or when one like it is.
 *
 * @param fingerprint {@link io.mailwarden.engine.event.Fingerprint} of the visible text; empty for texts of few words
 * @param likeness digest of the links, attachments and subject, for texts of few words; empty when it has neither link nor
 *     attachment
 * @param digest SHA-256 over what delivery does not change, hexadecimal
 */
public record ContentHashes(OptionalLong fingerprint, String likeness, String digest) {

    /** Nothing to recognize it by. */
    public static final ContentHashes NONE = new ContentHashes(OptionalLong.empty(), "", "");
}
