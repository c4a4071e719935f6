package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;

/**
 * What a pass scans again, and why.
 *
 * @param incident why
 * @param account whose journal
 * @param from the journal's id behind which it begins; empty for the whole journal
 * @param act whether malicious copies are taken; else the pass only reports
 */
public record RescanScope(String incident, Account account, String from, boolean act) {}
