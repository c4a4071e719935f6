/**
 * The detectors that look at logins, one file each, and their limits; {@link
 * io.mailwarden.engine.detect.login.LoginDetectors} makes them.
 */
@NullMarked
package io.mailwarden.engine.detect.login;

import org.jspecify.annotations.NullMarked;
