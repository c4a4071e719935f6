package io.mailwarden.engine.response.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line that remembers how it was ended. */
final class FakeLine implements Line {

    private final List<Cause> ends = new CopyOnWriteArrayList<>();
    private volatile boolean gone;

    /** The connection vanishes without a word. */
    void vanish() {
        gone = true;
    }

    List<Cause> ends() {
        return List.copyOf(ends);
    }

    @Override
    public void end(Cause cause) {
        ends.add(cause);
    }

    @Override
    public boolean gone() {
        return gone;
    }
}
