/**
 * Logs of other mail servers, read as events, so that a new installation knows what is normal from its first day. Pure
 * parsing: knows no engine at work, no store and no James.
 */
@NullMarked
package io.mailwarden.cli.imports;

import org.jspecify.annotations.NullMarked;
