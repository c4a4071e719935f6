/**
 * Mail and HTTP clients that say exactly what they are told to, for the demo and for tests.
 */
@NullMarked
package io.mailwarden.server.client;

import org.jspecify.annotations.NullMarked;
