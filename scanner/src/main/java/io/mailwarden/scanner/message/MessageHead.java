package io.mailwarden.scanner.message;

import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message.Hand;
import io.mailwarden.engine.event.Message.Sender;
import io.mailwarden.engine.support.Text;
import io.mailwarden.scanner.mime.HeaderAddresses;
import io.mailwarden.scanner.mime.HeaderText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of the message itself say; the first Subject, the first Message-ID and the first name of a program
 * count. Not thread-safe.
 */
final class MessageHead {

    static final int MAX_SUBJECT = 200;
    static final int MAX_MESSAGE_ID = 300;
    // The longest that real programs write is a browser's, some 150 characters.
    private static final int MAX_PROGRAM = 512;
    private static final int ENDS = 8;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,998}>");

    private final HeaderAddresses from = new HeaderAddresses();
    private final HeaderAddresses replyTo = new HeaderAddresses();
    private Optional<String> subject = Optional.empty();
    private Optional<String> messageId = Optional.empty();
    private Optional<String> userAgent = Optional.empty();
    private Optional<String> mailer = Optional.empty();
    private String charset = "";
    private boolean blank = true;
    private boolean another;
    private final Set<Long> answers = new LinkedHashSet<>();

    /** Takes what is known; the name in lower case. */
    void take(String name, String body) {
        blank = false;
        switch (name) {
            case "subject" -> subject = subject.or(() -> Optional.of(body));
            case "message-id" -> messageId = messageId.or(() -> Optional.of(HeaderText.token(body, MAX_MESSAGE_ID)));
            case "from" -> from.add(body);
            case "reply-to" -> replyTo.add(body);
            case "in-reply-to", "references" -> answer(body);
            default -> takeHand(name, body);
        }
    }

    private void takeHand(String name, String body) {
        switch (name) {
            case "user-agent" -> userAgent = userAgent.or(() -> program(body));
            case "x-mailer" -> mailer = mailer.or(() -> program(body));
            case "auto-submitted" -> another |= !HeaderText.value(body).equals("no");
            // RFC 5322 3.6.6, RFC 2369: all else in the head is that of the one who wrote it first.
            case "resent-from", "resent-message-id", "list-post" -> another = true;
            default -> {
                // Other headers are not for the engine.
            }
        }
    }

    // Both ends of a long thread: who began it, and who is answered. A few hundred ids are read.
    private void answer(String body) {
        List<Long> ids = new ArrayList<>();
        Matcher id = MESSAGE_ID.matcher(HeaderText.raw(body));
        while (id.find()) {
            ids.add(Text.hash(Text.keepable(id.group(), MAX_MESSAGE_ID)));
        }
        int size = ids.size();
        for (int i = 0; i < size; i++) {
            if (i < ENDS || i >= size - ENDS) {
                answers.add(ids.get(i));
            }
        }
    }

    private static Optional<String> program(String body) {
        return Optional.of(HeaderText.decoded(body, MAX_PROGRAM)).filter(text -> !text.isEmpty());
    }

    /** A character set of its texts; the first that is said counts. */
    void charset(String label) {
        charset = charset.isEmpty() ? label : charset;
    }

    String subject() {
        return HeaderText.decoded(subject.orElse(""), MAX_SUBJECT, charset);
    }

    String messageId() {
        return messageId.orElse("");
    }

    /** With the bank accounts that its text names. */
    Sender sender(List<Integer> bankAccounts) {
        Client program = Client.ofProgram(userAgent.or(() -> mailer).orElse(""));
        Optional<Hand> hand = blank ? Optional.empty() : Optional.of(new Hand(program, another));
        return new Sender(from.all(), replyTo.all(), hand, answered(), bankAccounts);
    }

    private List<Long> answered() {
        return answers.stream().limit(Sender.MOST_ANSWERS).toList();
    }
}
