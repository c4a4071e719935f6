/** Tests of: Recorded events in the order of their time. */
@NullMarked
package io.mailwarden.cli.replay;

import org.jspecify.annotations.NullMarked;
