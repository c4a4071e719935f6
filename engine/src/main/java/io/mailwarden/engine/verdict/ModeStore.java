package io.mailwarden.engine.verdict;

import io.mailwarden.engine.support.StoreUnavailable;
import java.util.List;

/**
 * Port to the modes that administrators set while the server runs, the same for all nodes. Thread-safe. Every method
 * throws {@link StoreUnavailable} when the store cannot be reached.
 */
public interface ModeStore {

    /** All that are set, one for each scope. */
    List<ModeRule> all();

    /** Sets the mode of its scope; kept when this returns. */
    void put(ModeRule rule);

    /** Takes back what was set for that scope; false when nothing was. */
    boolean remove(String scope);
}
