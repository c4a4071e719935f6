/**
 * The quality bench: what the engine finds in histories without takeovers, and what of takeovers that are put into
 * them. Uses the engine as any adapter does; knows no James.
 */
@NullMarked
package io.mailwarden.cli.bench;

import org.jspecify.annotations.NullMarked;
