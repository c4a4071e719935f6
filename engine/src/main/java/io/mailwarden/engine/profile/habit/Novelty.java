package io.mailwarden.engine.profile.habit;

/**
 * How much of a message's envelope is new to its account.
 *
 * @param recipients all of them
 * @param freshRecipients those whom it never wrote to
 * @param domains theirs, each once
 * @param freshDomains those it never wrote to
 * @param acquaintances recipients whom it never wrote to, but others of the organisation did, or whom a thread of its own
 *     brought
 * @param strangers recipients to whom nobody of the organisation ever wrote
 */
public record Novelty(
        int recipients, int freshRecipients, int domains, int freshDomains, int acquaintances, int strangers) {

    /** Of what is no message. */
    static final Novelty NONE = new Novelty(0, 0, 0, 0, 0, 0);

    /** Whether it goes to nobody whom the account ever wrote to. */
    public boolean toStrangers() {
        return recipients > 0 && freshRecipients == recipients;
    }

    /** The share of recipients whom it never wrote to, 0 to 1. */
    double freshShare() {
        return recipients == 0 ? 0 : (double) freshRecipients / recipients;
    }
}
