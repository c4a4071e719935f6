/** Tests of: Lines of logs, whatever they are wrapped in. */
@NullMarked
package io.mailwarden.cli.imports.line;

import org.jspecify.annotations.NullMarked;
