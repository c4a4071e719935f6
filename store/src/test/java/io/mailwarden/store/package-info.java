@NullMarked
package io.mailwarden.store;

import org.jspecify.annotations.NullMarked;
