package io.mailwarden.engine.detect.sending;

/** Compares the domains of addresses and links. */
final class Domains {

    private Domains() {}

    /** Whether both are the same domain, or one lies below the other. */
    static boolean related(String one, String other) {
        return one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one);
    }
}
