package io.mailwarden.admin;

import java.nio.file.Path;

/**
 * Who may use the admin API.
 *
 * @param tokenFile holds the bearer token; made at first start; not used where James's JWT guards WebAdmin
 */
public record AdminSettings(Path tokenFile) {}
