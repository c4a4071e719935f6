package io.mailwarden.engine.response.scan;

/** Looks at what a message is made of. Implementations are thread-safe. */
public interface MessageScanner {

    /**
     * Reads the message, bounded in time and memory. Hostile input is assessed, never thrown at the caller.
     *
     * @throws java.io.UncheckedIOException only when the source itself cannot be read
     */
    ScanResult scan(ScanTarget target, Sensitivity sensitivity);
}
