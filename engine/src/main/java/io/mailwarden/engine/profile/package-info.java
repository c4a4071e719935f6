/**
 * What is normal for each account. Knows events and origins; raises nothing.
 */
@NullMarked
package io.mailwarden.engine.profile;

import org.jspecify.annotations.NullMarked;
