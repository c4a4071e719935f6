package io.mailwarden.scanner.message;

import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.scanner.message.StatusReport.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * From the bytes of a message to the delivery report (RFC 3464) that it is. Of a message that is none, no more than the
 * headers are read. Hostile mail is cut, never refused. Immutable, thread-safe.
 */
public final class ReportReader {

    // A hundred recipients with their diagnostics; longer reports are read so far.
    private static final int MAX_STATUS = 256 * 1024;
    private static final int MAX_RETURNED_HEADERS = 256 * 1024;
    private static final int MAX_PARTS = 20;
    private static final int MAX_ADDRESS = 320;

    private static final Pattern CODE = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([45])\\d\\d(?![\\d.])");

    /**
     * The report; empty when the message is none, or tells of no failure. Does not close the stream.
     *
     * @throws IOException only when the stream itself cannot be read
     */
    public Optional<StatusReport> read(InputStream message) throws IOException {
        SourceStream source = new SourceStream(message);
        Parts parts = new Parts();
        try {
            parts.read(source);
        } catch (MimeException | RuntimeException | StackOverflowError | IOException e) {
            // What was read until then counts, unless it is the source that broke.
            source.throwFailure();
        }
        return parts.failures.isEmpty()
                ? Optional.empty()
                : Optional.of(new StatusReport(parts.failures, parts.originalMessageId));
    }

    /** The parts of one report. */
    private static final class Parts {

        private final List<Failure> failures = new ArrayList<>();
        private String originalMessageId = "";

        void read(InputStream message) throws IOException, MimeException {
            MimeTokenStream tokens = new MimeTokenStream(PartWalk.LENIENT);
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
            tokens.parse(new ShortBlanks(message));
            int parts = 0;
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                boolean outermost = parts == 0;
                if ((outermost && isOther(state, tokens)) || parts > MAX_PARTS) {
                    return;
                }
                if (state == EntityState.T_START_BODYPART) {
                    parts++;
                } else if (state == EntityState.T_BODY) {
                    part(type(tokens), tokens.getDecodedInputStream());
                }
            }
        }

        private static boolean isOther(EntityState state, MimeTokenStream tokens) {
            return state == EntityState.T_BODY
                    || (state == EntityState.T_START_MULTIPART && !type(tokens).equals("multipart/report"));
        }

        private static String type(MimeTokenStream tokens) {
            return tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
        }

        private void part(String type, InputStream body) throws IOException {
            switch (type) {
                case "message/delivery-status", "message/global-delivery-status" ->
                    HeaderBlocks.parse(text(body, MAX_STATUS), StatusReport.MAX_FAILURES + 1)
                            .forEach(this::recipient);
                case "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers" ->
                    returned(text(body, MAX_RETURNED_HEADERS));
                default -> {
                    // The words for people.
                }
            }
        }

        private static String text(InputStream body, int most) throws IOException {
            return new String(body.readNBytes(most), StandardCharsets.ISO_8859_1);
        }

        private void returned(String message) {
            if (originalMessageId.isEmpty()) {
                String id = HeaderBlocks.parse(message, 1).get(0).getOrDefault("message-id", "");
                originalMessageId = HeaderText.token(id, MessageHead.MAX_MESSAGE_ID);
            }
        }

        private void recipient(Map<String, String> fields) {
            String recipient =
                    address(fields.getOrDefault("final-recipient", fields.getOrDefault("original-recipient", "")));
            Optional<String> status = status(fields);
            if (!recipient.isEmpty() && status.isPresent() && failures.size() < StatusReport.MAX_FAILURES) {
                failures.add(new Failure(recipient, status.get()));
            }
        }
    }

    // "rfc822; someone@example.org"; angle brackets and a missing type are common faults.
    private static String address(String field) {
        String address = HeaderText.token(field.substring(field.indexOf(';') + 1), MAX_ADDRESS);
        return address.replaceAll("^<|>$", "");
    }

    /*
     * The code of the failure. Status is the place for it, but many write the whole answer of a server there, or prose,
     * as James does; some have it in Diagnostic-Code only, or say there what Status calls "other" (Exim). A failure
     * without any code is 5.0.0, "other", unless James says that the domain does not exist.
     */
    private static Optional<String> status(Map<String, String> fields) {
        String action = fields.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        String status = fields.getOrDefault("status", "");
        Optional<String> told = code(status);
        if (!action.startsWith("failed")) {
            return told.filter(DeliveryReport::isFailure);
        }
        String diagnostic = fields.getOrDefault("diagnostic-code", "");
        Optional<String> failure = told.filter(DeliveryReport::isFailure);
        return failure.filter(code -> !code.endsWith(".0.0"))
                .or(() -> code(diagnostic).filter(DeliveryReport::isFailure))
                .or(() -> failure)
                .or(() -> prose(status + " " + diagnostic));
    }

    private static Optional<String> prose(String text) {
        return text.contains("no DNS entries for the hostname")
                ? Optional.of("5.1.2")
                : reply(text).or(() -> Optional.of("5.0.0"));
    }

    private static Optional<String> code(String text) {
        Matcher code = CODE.matcher(text);
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    private static Optional<String> reply(String text) {
        Matcher reply = REPLY.matcher(text);
        if (!reply.find()) {
            return Optional.empty();
        }
        // RFC 5321: "exceeded storage allocation", a full mailbox.
        return Optional.of(reply.group().equals("552") ? "5.2.2" : reply.group(1) + ".0.0");
    }
}
