@NullMarked
package io.mailwarden.plugin.config;

import org.jspecify.annotations.NullMarked;
