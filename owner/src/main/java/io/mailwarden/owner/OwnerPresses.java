package io.mailwarden.owner;

import io.mailwarden.engine.review.audit.AuditEntry;
import io.mailwarden.engine.review.audit.AuditEntry.Deed;
import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.LinkPress;
import io.mailwarden.engine.support.Text;
import io.mailwarden.owner.LockLinks.Ticket;
import io.mailwarden.owner.page.LockButton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks accounts whose owners pressed the button. First that the link is used is committed, then the account is locked;
 * should the server die in between, any node goes on with it. Thread-safe.
 */
final class OwnerPresses implements LockButton {

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnerPresses.class);

    // Who locks at this moment is not disturbed.
    private static final Duration LEFT_AFTER = Duration.ofSeconds(30);
    private static final int AGENT = 80;

    private final OwnerPorts ports;
    private final LockLinks links;
    private final Clock clock;

    OwnerPresses(OwnerPorts ports, LockLinks links, Clock clock) {
        this.ports = ports;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public void press(String token, String from, String agent) {
        Instant now = clock.instant();
        Optional<Ticket> ticket = links.check(token, now);
        Optional<OwnerNotice> used = ticket.flatMap(
                one -> ports.store().find(one.notice()).filter(one::of).flatMap(notice -> ports.store()
                        .use(notice.id(), new LinkPress(now, from))));
        if (used.isEmpty()) {
            LOGGER.info(
                    "the button of a link was pressed from {}: it was used before, or nothing is known of it", from);
            return;
        }
        lock(used.get(), agent);
    }

    /** Goes on with what a server began that is gone. Throws {@link io.mailwarden.engine.support.StoreUnavailable}. */
    void finish() {
        ports.store().unlocked(clock.instant().minus(LEFT_AFTER)).forEach(notice -> lock(notice, ""));
    }

    private void lock(OwnerNotice notice, String agent) {
        LinkPress press = notice.press().orElseThrow();
        String words = words(notice, press);
        String incident = ports.lock().lock(notice, words);
        ports.audit()
                .append(new AuditEntry(
                        "owner-" + notice.id(),
                        press.at(),
                        "the owner's link",
                        press.from(),
                        "owner-lock",
                        "notice " + notice.id(),
                        Optional.of(notice.account()),
                        new Deed(
                                "done",
                                words + (agent.isBlank() ? "" : "; browser: " + Text.printable(agent, AGENT)),
                                "",
                                "incident " + incident + ", outgoing mail held, sessions ended")));
        ports.store().locked(notice.id());
        LOGGER.warn("account {} was locked by the owner's link, from {}", notice.account(), press.from());
    }

    // How soon it was pressed shows a robot that presses what it finds.
    private static String words(OwnerNotice notice, LinkPress press) {
        String place = notice.login().place();
        return "its owner says that the login of %s%s was not his: the button of notice %s was pressed from %s, %s"
                .formatted(
                        notice.login().at().truncatedTo(ChronoUnit.SECONDS),
                        place.isEmpty() ? "" : " from " + place,
                        notice.id().substring(0, 8),
                        press.from(),
                        notice.sent()
                                .map(sent -> Math.max(
                                                0,
                                                Duration.between(sent, press.at())
                                                        .toSeconds()) + " s after it was sent")
                                .orElse("before it was sent to all"));
    }
}
