/** Profiles as they were saved last. */
@NullMarked
package io.mailwarden.store.profile;

import org.jspecify.annotations.NullMarked;
