package io.mailwarden.owner;

import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNoticeStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.owner.NoticeWriter.Letter;
import io.mailwarden.owner.OwnerContacts.Contact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the notices that wait in the store, at least once each, whichever node raised them. Each address has a mail of
 * its own: who reads the mailbox does not see that there is a second one. One address that has it is enough.
 * Thread-safe.
 */
final class NoticeOutbox {

    /** Raised while notices cannot be sent. */
    static final String ALARM = "owner-notice-mail";

    /** Raised while the file with second addresses cannot be used. */
    static final String CONTACTS = "owner-contacts";

    private static final Logger LOGGER = LoggerFactory.getLogger(NoticeOutbox.class);

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    // Who hears of a login a day later hears of it too late, but hears of it.
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
    private static final int AT_ONCE = 50;

    private final OwnerNoticeStore store;
    private final NoticeWriter writer;
    private final OwnerContacts contacts;
    private final LockLinks links;
    private final OwnerMailer mailer;
    private final Alarms alarms;
    private final Clock clock;

    NoticeOutbox(
            OwnerPorts ports,
            NoticeWriter writer,
            OwnerContacts contacts,
            LockLinks links,
            Alarms alarms,
            Clock clock) {
        this.store = ports.store();
        this.mailer = ports.mailer();
        this.writer = writer;
        this.contacts = contacts;
        this.links = links;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Sends what is due, and returns. Throws {@link io.mailwarden.engine.support.StoreUnavailable}. */
    void runOnce() {
        Optional<OwnerNotice> due = store.claim(clock.instant(), LEASE);
        for (int sent = 0; due.isPresent() && sent < AT_ONCE; sent++) {
            send(due.get());
            due = store.claim(clock.instant(), LEASE);
        }
    }

    private void send(OwnerNotice notice) {
        Instant now = clock.instant();
        if (notice.press().isPresent() || !notice.expires().isAfter(now)) {
            store.end(notice, Optional.empty());
            return;
        }
        try {
            deliver(notice);
            store.end(notice, Optional.of(now));
            alarms.clear(ALARM);
        } catch (IOException e) {
            alarms.raise(ALARM, "a notice to an owner could not be sent, it is tried again", e);
            if (notice.raised().plus(GIVE_UP_AFTER).isAfter(now)) {
                store.later(notice, now.plus(PAUSE.multipliedBy(Math.min(60, notice.attempt()))));
            } else {
                LOGGER.error("notice {} to the owner of {} was given up", notice.id(), notice.account());
                store.end(notice, Optional.empty());
            }
        }
    }

    private void deliver(OwnerNotice notice) throws IOException {
        Contact contact = contact(notice);
        Set<String> recipients = new LinkedHashSet<>();
        contact.second().ifPresent(recipients::add);
        if (notice.account().name().contains("@")) {
            recipients.add(notice.account().name());
        }
        Letter letter = writer.write(notice, links.token(notice), contact.language());
        int taken = recipients.size();
        for (String recipient : recipients) {
            try {
                mailer.send(notice.id(), recipient, letter.subject(), letter.text());
            } catch (IOException e) {
                taken--;
                if (taken == 0) {
                    throw e;
                }
                LOGGER.warn("notice {} to the owner of {} reaches one address less", notice.id(), notice.account(), e);
            }
        }
        LOGGER.info("notice {} to the owner of {} is on its way, {} addresses", notice.id(), notice.account(), taken);
    }

    private Contact contact(OwnerNotice notice) {
        try {
            Contact contact = contacts.of(notice.account());
            alarms.clear(CONTACTS);
            return contact;
        } catch (UncheckedIOException e) {
            alarms.raise(CONTACTS, "owners are told at their mailbox alone: " + e.getMessage(), e);
            return Contact.NONE;
        }
    }
}
