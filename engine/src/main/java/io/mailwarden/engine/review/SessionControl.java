package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Text;
import io.mailwarden.engine.response.session.Cause;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.response.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Live sessions that administrators see and end. Thread-safe. */
public final class SessionControl {

    private static final Logger LOGGER = LoggerFactory.getLogger(SessionControl.class);

    private final Sessions sessions;
    private final ToIntFunction<Account> endAll;

    /**
     * Over the sessions of this node.
     *
     * @param endAll ends an account's sessions on every node, and says how many that were here
     */
    public SessionControl(Sessions sessions, ToIntFunction<Account> endAll) {
        this.sessions = sessions;
        this.endAll = endAll;
    }

    /** As {@link Controls#sessions}. */
    List<LiveSession> list(Optional<Account> account, int limit) {
        return sessions.list(account, limit);
    }

    /** As {@link Controls#endSession}. */
    boolean end(String id, String by) {
        boolean ended = sessions.end(id, Cause.ADMINISTRATOR);
        LOGGER.info("session {} {} by={}", Text.printable(id, 60), ended ? "ended" : "is not open here", by);
        return ended;
    }

    /** As {@link Controls#endSessions}. */
    int endAll(Account account, String by) {
        int ended = endAll.applyAsInt(account);
        LOGGER.info("{} sessions ended here account={} by={}", ended, account, by);
        return ended;
    }
}
