/**
 * The detectors that look at what is sent and what comes back, one file each, and their limits; {@link
 * io.mailwarden.engine.detect.sending.SendingDetectors} makes them.
 */
@NullMarked
package io.mailwarden.engine.detect.sending;

import org.jspecify.annotations.NullMarked;
