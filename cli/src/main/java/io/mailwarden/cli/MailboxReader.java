package io.mailwarden.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The messages of an mbox file one after the other (RFC 4155, and mboxrd's ">From "). A message is cut at
 * {@value #MAX_MESSAGE} bytes. Not thread-safe.
 */
final class MailboxReader {

    static final int MAX_MESSAGE = 64 * 1024 * 1024;

    private static final byte[] SEPARATOR = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private boolean begun;
    private boolean afterBlank = true;
    private boolean lineBegins = true;

    MailboxReader(InputStream in) {
        this.in = in;
    }

    /** The next message; no bytes at the end. */
    byte[] next() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte[] line = line(); line.length > 0; line = line()) {
            boolean begins = lineBegins;
            lineBegins = line[line.length - 1] == '\n';
            if (begins && afterBlank && startsWith(line, 0)) {
                if (begun && message.size() > 0) {
                    afterBlank = false;
                    return message.toByteArray();
                }
                begun = true;
                afterBlank = false;
                continue;
            }
            afterBlank = begins && isBlank(line);
            append(message, begins ? unquoted(line) : line);
        }
        return message.toByteArray();
    }

    private static void append(ByteArrayOutputStream message, byte[] line) {
        if (message.size() + line.length <= MAX_MESSAGE) {
            message.write(line, 0, line.length);
        }
    }

    // A line with its end, or so much of a longer one.
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n' || line.size() >= LONGEST_LINE) {
                break;
            }
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        return line.length == 1 || (line.length == 2 && line[0] == '\r');
    }

    private static boolean startsWith(byte[] line, int at) {
        return line.length >= at + SEPARATOR.length
                && Arrays.equals(line, at, at + SEPARATOR.length, SEPARATOR, 0, SEPARATOR.length);
    }

    private static byte[] unquoted(byte[] line) {
        int quotes = 0;
        while (quotes < line.length && line[quotes] == '>') {
            quotes++;
        }
        return quotes > 0 && startsWith(line, quotes) ? Arrays.copyOfRange(line, 1, line.length) : line;
    }
}
