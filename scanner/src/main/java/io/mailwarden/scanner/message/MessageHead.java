package io.mailwarden.scanner.message;

import io.mailwarden.engine.event.Message.Sender;
import java.util.Optional;

/** What the headers of the message itself say; the first Subject and the first Message-ID count. Not thread-safe. */
final class MessageHead {

    static final int MAX_SUBJECT = 200;
    static final int MAX_MESSAGE_ID = 300;

    private final HeaderAddresses from = new HeaderAddresses();
    private final HeaderAddresses replyTo = new HeaderAddresses();
    private Optional<String> subject = Optional.empty();
    private Optional<String> messageId = Optional.empty();

    /** Takes what is known; the name in lower case. */
    void take(String name, String body) {
        switch (name) {
            case "subject" -> subject = subject.or(() -> Optional.of(HeaderText.decoded(body, MAX_SUBJECT)));
            case "message-id" -> messageId = messageId.or(() -> Optional.of(HeaderText.token(body, MAX_MESSAGE_ID)));
            case "from" -> from.add(body);
            case "reply-to" -> replyTo.add(body);
            default -> {
                // Other headers are not for the engine.
            }
        }
    }

    String subject() {
        return subject.orElse("");
    }

    String messageId() {
        return messageId.orElse("");
    }

    Sender sender() {
        return new Sender(from.all(), replyTo.all());
    }
}
