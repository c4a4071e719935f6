package io.mailwarden.engine.event;

import java.time.Instant;

/**
 * A message that a scanner called phishing, spam or malware came in for an account.
 *
 * @param at when
 * @param account for whom it was
 * @param from the address that handed it in
 */
public record PhishingReceived(Instant at, Account account, Address from) implements Event {

    @Override
    public String kind() {
        return "phishing-received";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.phishingReceived(this);
    }

    @Override
    public PhishingReceived movedTo(Instant time) {
        return new PhishingReceived(time, account, from);
    }
}
