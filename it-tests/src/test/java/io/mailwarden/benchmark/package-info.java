/** What Mailwarden costs a whole James: start-up time, and throughput over real sockets. */
@NullMarked
package io.mailwarden.benchmark;

import org.jspecify.annotations.NullMarked;
