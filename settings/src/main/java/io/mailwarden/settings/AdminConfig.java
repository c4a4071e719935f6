package io.mailwarden.settings;

import java.nio.file.Path;

/**
 * The settings of the admin API.
 *
 * @param tokenFile file with the token that callers show where WebAdmin's JWT is off; made at first start
 */
public record AdminConfig(Path tokenFile) {

    /** The default settings, with the token's file below James's {@code var/}. */
    public static AdminConfig defaults(FileNames files) {
        return new AdminConfig(files.resolve("file://var/mailwarden/admin-token"));
    }
}
