@NullMarked
package io.mailwarden.plugin;

import org.jspecify.annotations.NullMarked;
