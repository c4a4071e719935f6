/** Tests of: The quality bench. */
@NullMarked
package io.mailwarden.cli.bench;

import org.jspecify.annotations.NullMarked;
