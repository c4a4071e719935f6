package io.mailwarden.scanner.message;

import io.mailwarden.scanner.message.StatusReport.Failure;
import io.mailwarden.scanner.mime.HeaderText;
import io.mailwarden.scanner.mime.MimeTokens;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * From the bytes of a message to the delivery report that it is: by RFC 3464, or in the forms that servers write instead,
 * where its headers say that a server wrote it (fields in multipart/mixed or in plain text, X-Failed-Recipients, words for
 * people alone, a report inside another message). Of a message that is none, no more than the headers are read. Hostile
 * mail is cut, never refused. Immutable, thread-safe.
 */
public final class ReportReader {

    // A hundred recipients with their diagnostics; longer reports are read so far.
    private static final int MAX_STATUS = 256 * 1024;
    private static final int MAX_RETURNED = 256 * 1024;
    private static final int MAX_WORDS = 64 * 1024;
    private static final int MAX_PARTS = 20;
    // "Your message" and its date may stand before the headers.
    private static final int MAX_BLOCKS = 8;
    // A gateway puts a report into a message of its own, a list server once more.
    private static final int MAX_WRAPPED = 2;

    /**
     * The report; empty when the message is none, or tells of no failure. Does not close the stream.
     *
     * @throws IOException only when the stream itself cannot be read
     */
    public Optional<StatusReport> read(InputStream message) throws IOException {
        return read(message, MAX_WRAPPED);
    }

    private static Optional<StatusReport> read(InputStream message, int mayWrap) throws IOException {
        SourceStream source = new SourceStream(message);
        Parts parts = new Parts(mayWrap);
        try {
            parts.read(source);
        } catch (MimeException | RuntimeException | StackOverflowError | IOException e) {
            // What was read until then counts, unless it is the source that broke.
            source.throwFailure();
        }
        return parts.report();
    }

    /** The parts of one report. */
    private static final class Parts {

        private final int mayWrap;
        private final BounceHead head = new BounceHead();
        private final List<Failure> failures = new ArrayList<>();
        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private Optional<StatusReport> wrapped = Optional.empty();
        private Map<String, String> returned = Map.of();
        private boolean inWords;

        private Parts(int mayWrap) {
            this.mayWrap = mayWrap;
        }

        void read(InputStream message) throws IOException, MimeException {
            MimeTokenStream tokens = MimeTokens.of(new BufferedInputStream(message));
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
                } else if (state == EntityState.T_FIELD && outermost) {
                    field(tokens.getField());
                }
            }
        }

        private void field(Field field) {
            if (field.getBody() != null) {
                head.field(field.getName(), field.getBody());
            }
        }

        private boolean isOther(EntityState state, MimeTokenStream tokens) {
            if (state != EntityState.T_BODY && state != EntityState.T_START_MULTIPART) {
                return false;
            }
            inWords = head.saysReport();
            return !inWords && !type(tokens).equals("multipart/report");
        }

        private static String type(MimeTokenStream tokens) {
            return tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
        }

        private void part(String type, InputStream body) throws IOException {
            switch (type) {
                case "message/delivery-status", "message/global-delivery-status" ->
                    failures.addAll(StatusFields.read(text(body, MAX_STATUS)));
                case "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers" ->
                    returned(text(body, MAX_RETURNED));
                case "text/html" -> html.append(text(body, MAX_WORDS - html.length()));
                default -> {
                    if (type.startsWith("text/")) {
                        words(text(body, MAX_WORDS));
                    }
                }
            }
        }

        // Fields for programs come as text, too: RFC 3464's part under the wrong type.
        private void words(String text) {
            if (StatusFields.in(text)) {
                failures.addAll(StatusFields.read(text));
            }
            plain.append(text, 0, Math.min(text.length(), MAX_WORDS - plain.length()));
        }

        private static String text(InputStream body, int most) throws IOException {
            return new String(body.readNBytes(most), StandardCharsets.ISO_8859_1);
        }

        private void returned(String message) throws IOException {
            if (mayWrap > 0 && wrapped.isEmpty() && inWords) {
                byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
                wrapped = ReportReader.read(new ByteArrayInputStream(bytes), mayWrap - 1);
            }
            if (returned.isEmpty()) {
                returned = HeaderBlocks.parse(message, 1).get(0);
            }
        }

        Optional<StatusReport> report() {
            if (failures.isEmpty() && wrapped.isPresent()) {
                return wrapped;
            }
            BounceText text = text(both(head.readers(), head.writers()));
            List<Failure> found = new ArrayList<>();
            (failures.isEmpty() && inWords ? told(text) : failures)
                    .stream().limit(StatusReport.MAX_FAILURES).forEach(failure -> found.add(better(failure, text)));
            return found.isEmpty() ? Optional.empty() : Optional.of(new StatusReport(found, messageId(text)));
        }

        private BounceText text(Set<String> others) {
            String words = plain.length() > 0 ? plain.toString() : BounceText.ofHtml(html.toString());
            return BounceText.of(head.subject() + "\n" + words, others);
        }

        private static Set<String> both(Set<String> some, Set<String> others) {
            Set<String> all = new HashSet<>(some);
            all.addAll(others);
            return all;
        }

        private List<Failure> told(BounceText text) {
            List<String> named = head.failedRecipients();
            if (!named.isEmpty()) {
                return named.stream()
                        .map(one -> new Failure(one, text.code(one).orElse("5.0.0")))
                        .toList();
            }
            List<Failure> told = text.failures();
            // People write to themselves, too.
            List<Failure> orReader = told.isEmpty() ? text(head.writers()).failures() : told;
            return orReader.isEmpty() ? ofReturned(text) : orReader;
        }

        // "Your message could not be delivered", and to whom it was, it says itself.
        private List<Failure> ofReturned(BounceText text) {
            List<String> recipients = BounceHead.addresses(returned(text, "to"));
            return recipients.size() != 1
                    ? List.of()
                    : text.code(recipients.get(0)).stream()
                            .map(code -> new Failure(recipients.get(0), code))
                            .toList();
        }

        // OpenSMTPD has the answer in the words alone.
        private static Failure better(Failure failure, BounceText text) {
            return FailureCode.vague(failure.status())
                    ? new Failure(
                            failure.recipient(),
                            text.code(failure.recipient())
                                    .filter(code ->
                                            code.charAt(0) == failure.status().charAt(0))
                                    .filter(code -> !FailureCode.vague(code))
                                    .orElse(failure.status()))
                    : failure;
        }

        private String messageId(BounceText text) {
            String id = HeaderText.token(returned(text, "message-id"), MessageHead.MAX_MESSAGE_ID);
            return !id.isEmpty() || !inWords ? id : head.answered();
        }

        // A header of what came back, whether as a part or behind the words.
        private String returned(BounceText text, String name) {
            return Stream.concat(Stream.of(returned), HeaderBlocks.parse(text.copy(), MAX_BLOCKS).stream())
                    .map(fields -> fields.getOrDefault(name, ""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }
}
