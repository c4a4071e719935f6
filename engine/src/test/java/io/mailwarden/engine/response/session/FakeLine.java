package io.mailwarden.engine.response.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line that remembers how it was ended. */
final class FakeLine implements ConnectionHandle {

    private final List<SessionEndReason> ends = new CopyOnWriteArrayList<>();
    private volatile boolean gone;

    /** The connection vanishes without a word. */
    void vanish() {
        gone = true;
    }

    List<SessionEndReason> ends() {
        return List.copyOf(ends);
    }

    @Override
    public void end(SessionEndReason reason) {
        ends.add(reason);
    }

    @Override
    public boolean gone() {
        return gone;
    }
}
