/**
 * The settings of {@code conf/mailwarden.properties}: one record for each section, read with every problem at once.
 * Knows nothing of James, so that the command line reads the same file.
 */
@NullMarked
package io.mailwarden.settings;

import org.jspecify.annotations.NullMarked;
