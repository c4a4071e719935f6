/**
 * The one-command demo: a month of habits, a normal day, a takeover.
 */
@NullMarked
package io.mailwarden.server.demo;

import org.jspecify.annotations.NullMarked;
