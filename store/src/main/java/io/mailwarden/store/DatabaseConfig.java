package io.mailwarden.store;

import java.nio.file.Path;

/**
 * Which database it is, and who asks it.
 *
 * @param url {@code jdbc:sqlite:} and a file in the store's folder, or {@code jdbc:postgresql://host/database}
 * @param user of PostgreSQL; empty for SQLite, and where the URL says it
 * @param passwordFile file with that user's password in its first line; read when there is a user
 */
public record DatabaseConfig(String url, String user, Path passwordFile) {

    static final String SQLITE = "jdbc:sqlite:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    public DatabaseConfig {
        boolean file = url.startsWith(SQLITE) && url.length() > SQLITE.length() && !url.contains("?");
        if (!file && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "expected jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE such as jdbc:sqlite:mailwarden.db");
        }
    }

    /** Whether it is a file of this node alone. */
    boolean embedded() {
        return url.startsWith(SQLITE);
    }

    /** The name of that file. */
    String file() {
        return url.substring(SQLITE.length());
    }

    /** The same user's, at another URL. */
    public DatabaseConfig at(String other) {
        return new DatabaseConfig(other, user, passwordFile);
    }
}
