/**
 * The engine's ports on SQL, by JDBI: SQLite in a file, or PostgreSQL for several nodes, by one schema and one dialect.
 * Knows the engine and nothing of James.
 */
@NullMarked
package io.mailwarden.store;

import org.jspecify.annotations.NullMarked;
