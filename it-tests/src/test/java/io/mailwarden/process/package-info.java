/** James in processes of their own, which can be killed: for benchmarks and for tests of what outlives a kill. */
@NullMarked
package io.mailwarden.process;

import org.jspecify.annotations.NullMarked;
