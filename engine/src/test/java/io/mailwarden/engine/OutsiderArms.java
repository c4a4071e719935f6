package io.mailwarden.engine;

/**
 * What the outsider may do beside guessing and forging.
 *
 * @param otherTenants he owns an account in another domain of the server
 * @param burntAddresses he sends phishing from where owners are
 */
record OutsiderArms(boolean otherTenants, boolean burntAddresses) {}
