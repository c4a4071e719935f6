/** The command line: {@code java -jar mailwarden-cli.jar COMMAND}. Runs without James. */
@NullMarked
package io.mailwarden.cli;

import org.jspecify.annotations.NullMarked;
