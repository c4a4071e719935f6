package io.mailwarden.engine.support;

/** Says that stored bytes are not what this version can read: damaged, or written by a later version. */
public final class UnreadableSnapshot extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableSnapshot(String what) {
        super(what);
    }
}
