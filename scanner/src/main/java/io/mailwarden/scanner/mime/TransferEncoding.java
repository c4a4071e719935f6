package io.mailwarden.scanner.mime;

import java.util.regex.Pattern;

/** How the bytes of a part are written. */
enum TransferEncoding {
    /** As they are: 7bit, 8bit, binary, or nothing said. */
    NONE("7bit"),
    BASE64("base64"),
    QUOTED_PRINTABLE("quoted-printable"),
    /** Of before MIME; RFC 2045 asks that such names begin with x. */
    UUENCODE("x-uuencode"),
    /** Something that nobody knows. */
    UNKNOWN("x-unknown");

    private static final Pattern NO_NAME = Pattern.compile("[^a-z0-9]");

    private final String label;

    TransferEncoding(String label) {
        this.label = label;
    }

    /** Its name in Content-Transfer-Encoding. */
    String label() {
        return label;
    }

    /**
     * That of a header field: comments (RFC 2045 allows them), quotes, and what follows the first word are no part of it;
     * of its case and hyphens programs make nothing.
     */
    static TransferEncoding of(String field) {
        String name = NO_NAME.matcher(MimeField.parse(field).value()).replaceAll("");
        if (name.startsWith("base64")) {
            return BASE64;
        }
        if (name.startsWith("quotedprintable")) {
            return QUOTED_PRINTABLE;
        }
        return switch (name) {
            case "xuuencode", "uuencode", "xuue", "uue", "xuu" -> UUENCODE;
            case "",
                    "7bit",
                    "7bits",
                    "8bit",
                    "8bits",
                    "7",
                    "8",
                    "binary",
                    "none",
                    "usascii",
                    "ascii",
                    "utf8",
                    "plain" -> NONE;
            default -> name.startsWith("7bit") || name.startsWith("8bit") || name.startsWith("binary") ? NONE : UNKNOWN;
        };
    }
}
