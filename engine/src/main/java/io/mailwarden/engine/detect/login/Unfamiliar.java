package io.mailwarden.engine.detect.login;

import io.mailwarden.engine.detect.LoginSighting;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.organisation.Commonness;

/** Conditions that detectors of unusual logins share, such as a new network. */
final class Unfamiliar {

    // A network with every twentieth login of all accounts, and so many at least, is the organisation's own.
    private static final int OWN_SHARE = 20;
    private static final int OWN_LOGINS = 50;

    private Unfamiliar() {}

    /** Whether habit speaks, and the login came from a network that neither the account nor anybody vouches for. */
    static boolean here(LoginSighting sighting, Profile profile) {
        return profile.known(sighting.at()) && newNetwork(sighting, profile);
    }

    /** Whether the login came from a network that is new to the account and not safe. */
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
        Commonness everybody = sighting.organisation().commonness();
        int logins = everybody.count(Trait.NETWORK, sighting.footprint().network());
        return logins >= OWN_LOGINS && (long) logins * OWN_SHARE >= everybody.total(Trait.NETWORK);
    }

    /** Whether the account was never let in from that network, which is not safe: nobody can be shut out there. */
    static boolean neverUsed(LoginSighting sighting, Profile profile) {
        return !sighting.origin().safe() && !profile.used(sighting.footprint(), sighting.at());
    }

    /** Whether the account ever logged in from that network, forgotten or not. */
    static boolean everUsed(LoginSighting sighting, Profile profile) {
        return profile.habits().daysSince(Trait.NETWORK, sighting.footprint().network(), sighting.at()) >= 0;
    }
}
