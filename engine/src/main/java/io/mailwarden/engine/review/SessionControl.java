package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.SessionReaper;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Text;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Live sessions that administrators see and end. Thread-safe. */
final class SessionControl {

    private static final Logger LOGGER = LoggerFactory.getLogger(SessionControl.class);

    private final SessionReaper reaper;

    /** Over the sessions that it ends. */
    SessionControl(SessionReaper reaper) {
        this.reaper = reaper;
    }

    /** As {@link Controls#sessions}. */
    List<LiveSession> list(DomainFilter domains, Optional<Account> account, int limit) {
        return reaper.sessions().list(domains, account, limit);
    }

    /** As {@link Controls#session}. */
    Optional<LiveSession> find(String id) {
        return reaper.sessions().find(id);
    }

    /** As {@link Controls#endSession}. */
    boolean end(String id, String by) {
        boolean ended = reaper.sessions().end(id, SessionEndReason.ADMINISTRATOR);
        LOGGER.info("session {} {} by={}", Text.printable(id, 60), ended ? "ended" : "is not open here", by);
        return ended;
    }

    /** As {@link Controls#endSessions}. */
    int endAll(Account account, String by) {
        int ended = reaper.endAll(account, SessionEndReason.ADMINISTRATOR);
        LOGGER.info("{} sessions ended here account={} by={}", ended, account, by);
        return ended;
    }
}
