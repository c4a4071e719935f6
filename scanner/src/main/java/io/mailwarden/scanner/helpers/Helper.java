package io.mailwarden.scanner.helpers;

import io.mailwarden.engine.response.scan.ScanTarget;
import java.io.IOException;

/** A scanner outside, asked over the network. Thread-safe. */
public interface Helper {

    /** What it is called in alarms. */
    String name();

    /**
     * Asks, and waits no longer than its time limit.
     *
     * @throws IOException when it does not answer in time, or not as it should
     */
    Opinion ask(ScanTarget target) throws IOException, InterruptedException;
}
