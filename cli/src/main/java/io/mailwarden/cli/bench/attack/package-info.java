/** Takeovers to put into histories: who is attacked, from where, and what the thief does. */
@NullMarked
package io.mailwarden.cli.bench.attack;

import org.jspecify.annotations.NullMarked;
