package io.mailwarden.engine.support;

/** Takes mail addresses apart, as they come: what is no address has no domain. */
public final class MailAddress {

    private MailAddress() {}

    /** What stands behind the last @; empty when there is none. */
    public static String domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at + 1);
    }

    /** What stands behind the last @; the whole text when there is none, as in the name of a host. */
    public static String domainOrAll(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** What stands before the last @; the whole text when there is none. */
    public static String local(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
