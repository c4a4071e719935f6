/** Tests of: Logs of other mail servers, read as events. */
@NullMarked
package io.mailwarden.cli.imports;

import org.jspecify.annotations.NullMarked;
