package io.mailwarden.engine.profile.hand;

import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Hand;
import io.mailwarden.engine.event.Message.Sender;
import io.mailwarden.engine.support.MailAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hand that wrote a message: three facts that a person's few programs leave in every message, whatever is in it. All of it
 * is the writer's own word: good for habit, worth nothing as proof. Each part is empty where the message does not tell it.
 *
 * @param program family of the program, whatever its version; {@value #UNNAMED} for one that names itself nowhere
 * @param domain whose the Message-ID is: {@value #OWN} when it is that of the From header or of the account, which many
 *     programs take; else what {@link IdDomain} leaves of it
 * @param form how the left side of the Message-ID is made, see {@link IdForm}
 */
public record MessageHand(String program, String domain, String form) {

    /** The program that names itself nowhere. */
    public static final String UNNAMED = "[]";

    /** The domain of whoever writes. */
    public static final String OWN = "=";

    private static final MessageHand NONE = new MessageHand("", "", "");

    /** Of that message; all empty where its headers are another's, so that they say nothing of this account. */
    public static MessageHand of(Message message) {
        Sender sender = message.content().sender();
        Optional<Hand> told = sender.hand();
        if (told.filter(Hand::another).isPresent()) {
            return NONE;
        }
        String program = told.map(MessageHand::named).orElse("");
        String id = stripped(message.content().messageId());
        int at = id.lastIndexOf('@');
        if (id.isEmpty()) {
            return new MessageHand(program, "", "");
        }
        String host = id.substring(at + 1).toLowerCase(Locale.ROOT);
        return new MessageHand(
                program,
                at >= 0 && own(host, sender.from(), message.account().name()) ? OWN : IdDomain.of(at < 0 ? "" : host),
                IdForm.of(at < 0 ? id : id.substring(0, at)));
    }

    private static String named(Hand hand) {
        return hand.program().isKnown() ? hand.program().family() : UNNAMED;
    }

    private static String stripped(String messageId) {
        int from = messageId.indexOf('<') + 1;
        int to = messageId.indexOf('>', from);
        return messageId.substring(from, to < 0 ? messageId.length() : to).strip();
    }

    private static boolean own(String host, List<String> from, String account) {
        if (related(host, MailAddress.domain(account))) {
            return true;
        }
        for (String address : from) {
            if (related(host, MailAddress.domain(address))) {
                return true;
            }
        }
        return false;
    }

    // One below the other, but not below a top level alone.
    private static boolean related(String host, String domain) {
        return !domain.isEmpty()
                && (host.equals(domain)
                        || host.endsWith("." + domain)
                        || (host.indexOf('.') > 0 && domain.endsWith("." + host)));
    }

    /** Whether nothing of it is told. */
    public boolean isUntold() {
        return program.isEmpty() && form.isEmpty();
    }
}
