package io.mailwarden.engine.review.owner;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A notice to the owner of an account about one login, with a link that locks the account. Immutable.
 *
 * @param id 32 hex digits by chance; what the link names it by
 * @param account whose owner is told
 * @param login what he is told of
 * @param raised when it was made, to the microsecond
 * @param expires when its link ends, to the second: links name it so
 * @param attempt how often it was claimed to be sent; whoever claimed it holds it by this number
 * @param sent when it was sent to all whom it goes to; empty until then
 * @param press that the button of its page was pressed; empty as long as nobody did
 */
public record OwnerNotice(
        String id,
        Account account,
        NoticedLogin login,
        Instant raised,
        Instant expires,
        long attempt,
        Optional<Instant> sent,
        Optional<LinkPress> press) {

    private static final int LONGEST = 100;

    /**
     * The login that a notice tells of. All texts are fit to be shown, and cut to {@value #LONGEST} characters.
     *
     * @param at when, to the microsecond
     * @param country ISO 3166-1 alpha-2; empty when it cannot be told
     * @param city its name in English; may be empty
     * @param provider who runs the network; may be empty
     * @param address the client's; may be empty
     * @param client what the program says of itself: a stranger's word; may be empty
     * @param protocol the door, such as imap
     */
    public record NoticedLogin(
            Instant at, String country, String city, String provider, String address, String client, String protocol) {

        public NoticedLogin {
            at = at.truncatedTo(ChronoUnit.MICROS);
            country = Text.printable(country, LONGEST);
            city = Text.printable(city, LONGEST);
            provider = Text.printable(provider, LONGEST);
            address = Text.printable(address, LONGEST);
            client = Text.printable(client, LONGEST);
        }

        /** From where, in short, such as "Lagos, NG", else the address; may be empty. */
        public String place() {
            return country.isEmpty() ? address : city.isEmpty() ? country : city + ", " + country;
        }
    }

    /**
     * That somebody pressed the button.
     *
     * @param at when, to the microsecond
     * @param from the address that asked
     */
    public record LinkPress(Instant at, String from) {

        public LinkPress {
            at = at.truncatedTo(ChronoUnit.MICROS);
            from = Text.printable(from, LONGEST);
        }
    }

    public OwnerNotice {
        raised = raised.truncatedTo(ChronoUnit.MICROS);
        expires = expires.truncatedTo(ChronoUnit.SECONDS);
        sent = sent.map(at -> at.truncatedTo(ChronoUnit.MICROS));
    }

    /** One that was just made, and goes out soon. */
    public static OwnerNotice raised(String id, Account account, NoticedLogin login, Instant now, Instant expires) {
        return new OwnerNotice(id, account, login, now, expires, 0, Optional.empty(), Optional.empty());
    }

    /** The same one, claimed once more. */
    public OwnerNotice claimed() {
        return new OwnerNotice(id, account, login, raised, expires, attempt + 1, sent, press);
    }

    /** The same one, sent then. */
    public OwnerNotice sent(Instant at) {
        return new OwnerNotice(id, account, login, raised, expires, attempt, Optional.of(at), press);
    }

    /** The same one, whose button was pressed. */
    public OwnerNotice pressed(LinkPress by) {
        return new OwnerNotice(id, account, login, raised, expires, attempt, sent, Optional.of(by));
    }
}
