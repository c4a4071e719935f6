package io.mailwarden.engine.profile.organisation;

/**
 * What a store of the first format knows of all accounts of the server, whoever's they are. What each organisation does
 * is learned anew of the log; until that is done, this is what is borrowed. Immutable.
 *
 * @param logins how common each trait is
 * @param links what mail linked to
 * @param outliers the forest of all accounts
 */
record OlderOrganisation(OlderSketch logins, LinkedDomains links, Outliers outliers) {}
