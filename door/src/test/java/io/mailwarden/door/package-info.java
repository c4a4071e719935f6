@NullMarked
package io.mailwarden.door;

import org.jspecify.annotations.NullMarked;
