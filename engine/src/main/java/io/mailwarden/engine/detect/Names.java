package io.mailwarden.engine.detect;

/** Parts of mail addresses. */
final class Names {

    private Names() {}

    /** What stands behind the @; empty when there is none. */
    static String domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at + 1);
    }

    /** What stands before the @. */
    static String local(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    /** Whether both are the same domain, or one lies below the other. */
    static boolean related(String one, String other) {
        return one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one);
    }
}
