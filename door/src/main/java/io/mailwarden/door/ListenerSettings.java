package io.mailwarden.door;

import java.util.List;

/** The settings of one listener, as James reads them. Keys are Commons Configuration's: {@code a.b}, {@code a[@b]}. */
public interface ListenerSettings {

    /** All values of the listener's own element; none where the key is not there. */
    List<String> own(String key);

    /** All values that stand in the file for all its listeners; none where the key is not there. */
    List<String> ofFile(String key);
}
