/**
 * The only wiring: what James loads from {@code extensions-jars/}. Binds the engine to the adapters, tells the operator
 * which doors are watched, and stops the start when the configuration is broken.
 */
@NullMarked
package io.mailwarden.plugin;

import org.jspecify.annotations.NullMarked;
