@NullMarked
package io.mailwarden.server;

import org.jspecify.annotations.NullMarked;
