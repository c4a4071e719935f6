@NullMarked
package io.mailwarden.plugin.cli;

import org.jspecify.annotations.NullMarked;
