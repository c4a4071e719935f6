/**
 * What a message says of itself when it is looked at closely: the port that the scanners implement.
 */
@NullMarked
package io.mailwarden.engine.response.scan;

import org.jspecify.annotations.NullMarked;
