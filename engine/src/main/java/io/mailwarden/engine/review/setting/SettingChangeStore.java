package io.mailwarden.engine.review.setting;

import io.mailwarden.engine.support.StoreUnavailable;
import java.util.List;

/**
 * Port to the settings that administrators changed while the server runs, the same for all nodes. Thread-safe. Every
 * method throws {@link StoreUnavailable} when the store cannot be reached; then nothing was changed.
 */
public interface SettingChangeStore {

    /** All of them, one for each key, the oldest first. */
    List<SettingChange> all();

    /** Keeps them instead of earlier ones of the same keys, all or none; kept when this returns. */
    void put(List<SettingChange> changes);

    /** Forgets what was changed of that key; false when nothing was. */
    boolean remove(String key);
}
