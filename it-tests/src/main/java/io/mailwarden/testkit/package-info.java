/**
 * A JUnit 5 extension that starts James with Mailwarden and an outside world, for Mailwarden's own tests and for
 * integrators who want to see their own {@code conf/} at work.
 */
@NullMarked
package io.mailwarden.testkit;

import org.jspecify.annotations.NullMarked;
