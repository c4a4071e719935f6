package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Trait;

/** Conditions that detectors of unusual logins share, such as a new network. */
final class Unfamiliar {

    // As many as scored-login asks for by default; rarer than one login in a hundred is no habit of a house.
    private static final int ENOUGH_LOGINS = 200;
    private static final double RARE_SHARE = 0.01;

    private Unfamiliar() {}

    /** Whether enough is known to tell, and it came from a network that neither the account nor anybody vouches for. */
    static boolean here(LoginSighting sighting, Profile profile) {
        return profile.acquainted(sighting.at()) && newNetwork(sighting, profile);
    }

    /** Whether enough is known to tell, and it came from a place that neither the account nor anybody vouches for. */
    static boolean placeHere(LoginSighting sighting, Profile profile) {
        return profile.acquainted(sighting.at()) && newPlace(sighting, profile);
    }

    /** Whether the login came from a network that is new to the account, and for whose place nobody vouches. */
    static boolean newPlace(LoginSighting sighting, Profile profile) {
        return !sighting.origin().placeVouched()
                && !profile.knows(Trait.NETWORK, sighting.footprint().network(), sighting.at());
    }

    /** Whether the login came from a network that is new to the account and not safe, whoever vouches for its place. */
    static boolean newNetwork(LoginSighting sighting, Profile profile) {
        return !sighting.origin().safe()
                && !profile.knows(Trait.NETWORK, sighting.footprint().network(), sighting.at());
    }

    /**
     * Whether the login came through a provider that the account never used. Within one that it uses, mobile carriers
     * change networks by the hour.
     */
    static boolean newProvider(LoginSighting sighting, Profile profile) {
        return profile.habits().daysSince(Trait.ASN, sighting.footprint().asn(), sighting.at()) < 0;
    }

    /** Whether it is a network from which a good part of all logins comes: an office, a VPN of the organisation. */
    static boolean isOrganisations(LoginSighting sighting) {
        return sighting.organisation().owns(sighting.footprint().network());
    }

    /** Whether the account was never let in from that network, which is not safe: nobody can be shut out there. */
    static boolean neverUsed(LoginSighting sighting, Profile profile) {
        return !sighting.origin().safe() && !profile.used(sighting.footprint(), sighting.at());
    }

    /** Whether enough is known of the organisation's logins to say that hardly anybody there logs in from that country. */
    static boolean foreignCountry(LoginSighting sighting) {
        return sighting.organisation().logins() >= ENOUGH_LOGINS
                && sighting.organisation()
                                .share(Trait.COUNTRY, sighting.footprint().country())
                        < RARE_SHARE;
    }

    /** From where it came, in words; the address where no place and no provider is known. */
    static String place(LoginSighting sighting) {
        String words = sighting.origin().words();
        return words.isEmpty()
                ? sighting.origin().address().map(Object::toString).orElse("an unknown address")
                : words;
    }

    /** Whether the account ever logged in from that network, forgotten or not. */
    static boolean everUsed(LoginSighting sighting, Profile profile) {
        return profile.habits().daysSince(Trait.NETWORK, sighting.footprint().network(), sighting.at()) >= 0;
    }
}
