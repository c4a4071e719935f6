/** Tests of: Logs of other mail servers, read as events. */
@NullMarked
package io.mailwarden.plugin.imports;

import org.jspecify.annotations.NullMarked;
