/**
 * Lines of logs, whatever they are wrapped in: when, which program, what it says. Knows no mail and no event.
 */
@NullMarked
package io.mailwarden.cli.imports.line;

import org.jspecify.annotations.NullMarked;
