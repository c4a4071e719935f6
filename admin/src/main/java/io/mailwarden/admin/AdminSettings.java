package io.mailwarden.admin;

import java.nio.file.Path;

/**
 * The settings of the admin API: the file with its token.
 *
 * @param tokenFile holds the bearer token; made at first start; not used where James's JWT guards WebAdmin
 */
public record AdminSettings(Path tokenFile) {}
