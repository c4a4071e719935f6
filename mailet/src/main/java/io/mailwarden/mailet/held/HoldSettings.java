package io.mailwarden.mailet.held;

import org.apache.james.mailrepository.api.MailRepositoryUrl;

/**
 * The settings of held mail: its repositories and terms.
 *
 * @param held the James mail repository of held mail, such as {@code file://var/mail/held}; used by Mailwarden alone
 * @param quarantine likewise of what was taken back
 * @param terms how long
 */
public record HoldSettings(MailRepositoryUrl held, MailRepositoryUrl quarantine, HeldTerms terms) {

    /** From the texts of a configuration; throws IllegalArgumentException when one is no repository URL. */
    public static HoldSettings of(String held, String quarantine, HeldTerms terms) {
        return new HoldSettings(url(held), url(quarantine), terms);
    }

    private static MailRepositoryUrl url(String url) {
        int separator = url.indexOf("://");
        if (separator < 1 || separator + 3 >= url.length()) {
            throw new IllegalArgumentException("a mail repository URL is <protocol>://<path>, not: " + url);
        }
        return MailRepositoryUrl.from(url);
    }
}
