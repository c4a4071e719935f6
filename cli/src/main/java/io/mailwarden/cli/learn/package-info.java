/** Files of the past, of event lines or of logs, and what came of them in words. Knows no store. */
@NullMarked
package io.mailwarden.cli.learn;

import org.jspecify.annotations.NullMarked;
