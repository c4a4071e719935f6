@NullMarked
package io.mailwarden.channel;

import org.jspecify.annotations.NullMarked;
