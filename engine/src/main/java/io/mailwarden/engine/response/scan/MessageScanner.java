package io.mailwarden.engine.response.scan;

/** Port to the scanner, which reads a message and says whether it is malicious. Implementations are thread-safe. */
public interface MessageScanner {

    /**
     * Reads the message, bounded in time and memory. Hostile input is assessed, never thrown at the caller.
     *
     * @throws java.io.UncheckedIOException only when the source itself cannot be read
     */
    ScanResult scan(ScanTarget target, Sensitivity sensitivity);
}
