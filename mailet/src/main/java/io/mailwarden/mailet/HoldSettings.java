package io.mailwarden.mailet;

import org.apache.james.mailrepository.api.MailRepositoryUrl;

/**
 * Where held mail is kept.
 *
 * @param url the James mail repository, such as {@code file://var/mail/held}; used by Mailwarden alone
 */
public record HoldSettings(MailRepositoryUrl url) {

    /** From the text of a configuration; throws IllegalArgumentException when it is no repository URL. */
    public static HoldSettings of(String url) {
        int separator = url.indexOf("://");
        if (separator < 1 || separator + 3 >= url.length()) {
            throw new IllegalArgumentException("a mail repository URL is <protocol>://<path>, not: " + url);
        }
        return new HoldSettings(MailRepositoryUrl.from(url));
    }
}
