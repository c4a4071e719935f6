@NullMarked
package io.mailwarden.cli;

import org.jspecify.annotations.NullMarked;
