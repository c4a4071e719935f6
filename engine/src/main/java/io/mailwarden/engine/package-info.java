/**
 * The engine: facts in by {@link io.mailwarden.engine.Warden}, verdicts out. Its packages are the flow, left to right.
 */
@NullMarked
package io.mailwarden.engine;

import org.jspecify.annotations.NullMarked;
