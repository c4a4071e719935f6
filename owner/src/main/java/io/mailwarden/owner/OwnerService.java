package io.mailwarden.owner;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.PeriodicTasks;
import io.mailwarden.owner.page.LockPage;
import io.mailwarden.owner.page.PageListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices to owners as a whole: raised, sent, and their page. Does nothing when the settings say so; without its
 * listener nobody is told anything, for the link would lead nowhere, and mail goes on. Thread-safe.
 */
public final class OwnerService implements AutoCloseable {

    /** Raised while the page's listener is not open. */
    public static final String LISTENER = "owner-listener";

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnerService.class);

    private static final Duration OPEN_EVERY = Duration.ofSeconds(5);
    private static final Duration SEND_EVERY = Duration.ofSeconds(2);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    // Longer than anybody looks for the notice behind an incident.
    private static final Duration KEPT = Duration.ofDays(90);

    private final OwnerNoticeConfig config;
    private final OwnerPorts ports;
    private final List<Network> proxies;
    private final Alarms alarms;
    private final Clock clock;
    private volatile @Nullable Open open;
    private boolean closed;

    /** What is there while the listener is open. */
    private record Open(PageListener listener, OwnerNotices notices, NoticeOutbox outbox, OwnerPresses presses) {}

    /**
     * As those settings say; does nothing yet.
     *
     * @param proxies whose headers about the client's address are believed
     */
    public OwnerService(OwnerNoticeConfig config, OwnerPorts ports, List<Network> proxies, Alarms alarms, Clock clock) {
        this.config = config;
        this.ports = ports;
        this.proxies = List.copyOf(proxies);
        this.alarms = alarms;
        this.clock = clock;
    }

    /** From now on, when owners are to be told. */
    public void start(PeriodicTasks tasks) {
        if (!config.enabled()) {
            return;
        }
        try {
            openUnlessOpen();
        } catch (RuntimeException e) {
            alarms.raise(LISTENER, "owners are not told of logins", e);
        }
        tasks.every(OPEN_EVERY, LISTENER, "owners are not told of logins", this::openUnlessOpen);
        tasks.every(SEND_EVERY, "owner-notices", "owners are told late of logins", this::send);
        tasks.every(SEND_EVERY, "owner-locks", "accounts are not locked whose owners asked for it", this::finish);
        tasks.every(FORGET_EVERY, "owner-notices-unforgotten", "notices of long ago are kept on", this::forget);
    }

    private synchronized void openUnlessOpen() {
        if (open != null || closed) {
            return;
        }
        LockLinks links = new LockLinks(ports.key().get());
        NoticeTexts texts = NoticeTexts.of(config.wording());
        OwnerPresses presses = new OwnerPresses(ports, links, clock);
        LockPage page = new LockPage(texts, config.wording().help(), links, presses, clock);
        PageListener listener = listener(page);
        OwnerNotices notices = new OwnerNotices(ports.store(), config.limits(), alarms, clock);
        NoticeWriter writer = new NoticeWriter(texts, config.wording(), config.base());
        NoticeOutbox outbox =
                new NoticeOutbox(ports, writer, new OwnerContacts(config.contactsFile()), links, alarms, clock);
        open = new Open(listener, notices, outbox, presses);
        ports.listen().accept(notices);
        LOGGER.info("owners are told of logins of a new kind; their page listens at {}", listener.address());
    }

    private PageListener listener(LockPage page) {
        try {
            return PageListener.open(config.listener(), page, proxies);
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot listen at " + config.listen() + ": " + e.getMessage(), e);
        }
    }

    /** The port that the page listens at; 0 while it does not. */
    public int port() {
        Open now = open;
        return now == null ? 0 : now.listener().address().getPort();
    }

    private void send() {
        Open now = open;
        if (now != null) {
            now.notices().file();
            now.outbox().runOnce();
        }
    }

    private void finish() {
        Open now = open;
        if (now != null) {
            now.presses().finish();
        }
    }

    private void forget() {
        int unused = ports.store().forget(clock.instant().minus(KEPT), clock.instant());
    }

    /** Closes the listener. */
    @Override
    public synchronized void close() {
        closed = true;
        Open now = open;
        if (now != null) {
            now.listener().close();
        }
    }
}
