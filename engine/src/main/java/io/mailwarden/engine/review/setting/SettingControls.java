package io.mailwarden.engine.review.setting;

import java.util.List;
import java.util.Optional;

/**
 * The settings as they are in force, and what an administrator changes of them. Thread-safe. What changes anything is
 * committed when it returns, in force here from then on and on all nodes within a second; it throws {@link
 * io.mailwarden.engine.support.StoreUnavailable} when that cannot be: then nothing has changed.
 */
public interface SettingControls {

    /**
     * What a key is, in the words of the shipped file.
     *
     * @param key such as policy.mode
     * @param section its headline, such as "policy: what is done inline"
     * @param words what it is, its unit, its default and why
     * @param kind text, time, whole number, number, choice, or list of one of these
     * @param choices what there is to choose from; empty when the kind is none
     * @param shipped the default
     * @param live whether it can be changed while the server runs; false for what needs a restart
     */
    record SettingDescription(
            String key, String section, String words, String kind, List<String> choices, String shipped, boolean live) {

        public SettingDescription {
            choices = List.copyOf(choices);
        }
    }

    /**
     * A setting as it is in force on this node.
     *
     * @param value what holds; for a secret whether it is set
     * @param file what the file says, or the default when it says nothing; likewise
     * @param source shipped, file or console
     * @param change what an administrator has changed; not what is skipped, because it is not valid here
     */
    record SettingState(
            SettingDescription about, String value, String file, String source, Optional<SettingChange> change) {}

    /** All of them, in the order of the shipped file. */
    List<SettingState> all();

    /** One of them; empty when there is no such key. */
    Optional<SettingState> of(String key);

    /**
     * Has that value hold above the file. IllegalArgumentException says what is expected, of this key or of another that
     * does not go with it: then nothing has changed.
     *
     * @param value as it would be written in the file
     * @param why what the administrator says of it
     */
    SettingState set(String key, String value, String why, String by);

    /**
     * Has the file hold again; false when nothing was changed. IllegalArgumentException when what the file says does not
     * go with another change.
     */
    boolean unset(String key, String by);
}
