package io.mailwarden.owner;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.NoticedLogin;
import java.time.Duration;
import java.time.Instant;

/** A link as notices have one. */
public final class SampleLink {

    private SampleLink() {}

    /** The token of a notice raised then, which ends a week later. */
    public static String token(LockLinks links, Instant now) {
        return links.token(OwnerNotice.raised(
                "00112233445566778899aabbccddeeff",
                new Account("bob@example.org"),
                new NoticedLogin(now, "NG", "Lagos", "", "", "", "imap"),
                now,
                now.plus(Duration.ofDays(7))));
    }
}
