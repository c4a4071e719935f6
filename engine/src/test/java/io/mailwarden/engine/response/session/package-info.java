@NullMarked
package io.mailwarden.engine.response.session;

import org.jspecify.annotations.NullMarked;
