/** Recorded events in the order of their time, whatever the order of their lines. Knows no engine and no James. */
@NullMarked
package io.mailwarden.cli.replay;

import org.jspecify.annotations.NullMarked;
