/**
 * A James of our own, with the extension jar in its {@code extensions-jars/} and the repository's {@code conf/} as its
 * configuration. Knows Mailwarden only as that jar and by its HTTP API.
 */
@NullMarked
package io.mailwarden.server;

import org.jspecify.annotations.NullMarked;
