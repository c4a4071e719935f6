@NullMarked
package io.mailwarden.settings;

import org.jspecify.annotations.NullMarked;
