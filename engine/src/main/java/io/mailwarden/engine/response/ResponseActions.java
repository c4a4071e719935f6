package io.mailwarden.engine.response;

import io.mailwarden.engine.incident.Incident;
import java.util.List;

/**
 * Port to the responses that need a mail server: re-scans and alerts. Asked on a thread that may wait, and again until
 * it returns: what it did already it must not do twice. Thread-safe. Every method says in words what was done, and
 * throws {@link io.mailwarden.engine.support.StoreUnavailable}, or whatever kept it from being done.
 */
public interface ResponseActions {

    /**
     * Looks once more at what the account sent.
     *
     * @param acts whether what is found is taken back; else it is only reported
     */
    String rescan(Incident incident, boolean acts);

    /**
     * Tells the administrators; durable when it returns.
     *
     * @param spared whether nothing was blocked because it is an administrator's account
     * @param done what was done so far
     */
    String alert(Incident incident, boolean spared, List<ResponseRecord> done);
}
