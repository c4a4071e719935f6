/** Tests of: Made-up histories. */
@NullMarked
package io.mailwarden.cli.bench.history;

import org.jspecify.annotations.NullMarked;
