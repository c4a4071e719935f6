package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.Profiles;
import io.mailwarden.engine.review.rules.PastEvents;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * What the event log has of an account, read and written behind all that waits for the account's profile. Thread-safe;
 * every method may wait, and throws {@link StoreUnavailable}.
 */
final class AccountLog implements PastEvents {

    private static final long WAIT_SECONDS = 10;

    private final Profiles profiles;
    private final EventLog log;

    AccountLog(Profiles profiles, EventLog log) {
        this.profiles = profiles;
        this.log = log;
    }

    /** With those of this moment: whoever has just logged in looks for it. */
    @Override
    public List<EventAssessed> latest(Account account) {
        inTurn("read logins", account, profile -> true);
        log.flush();
        return log.logins(account, MOST);
    }

    @Override
    public List<EventAssessed> messages(Account account, Instant from) {
        inTurn("read messages", account, profile -> true);
        log.flush();
        return log.messages(account, from, MOST);
    }

    /** Its latest logins. */
    List<EventAssessed> logins(Account account) {
        return latest(account).stream()
                .filter(assessed -> assessed.event().login().isPresent())
                .toList();
    }

    /** The profile knows it, and it is written. */
    void write(Reviewed reviewed) {
        boolean written = inTurn("write a review", reviewed.account(), profile -> {
            long sequence = log.append(reviewed);
            profile.reviewed(reviewed.decision(), reviewed.at());
            profile.logged(log.node(), sequence);
            return sequence > 0;
        });
        if (!written) {
            throw new StoreUnavailable("write a review", new IllegalStateException("the event log is full"));
        }
        log.flush();
    }

    private <T> T inTurn(String operation, Account account, Function<Profile, T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        if (!profiles.loader().whenHeld(account, false, profile -> done.complete(work.apply(profile)))) {
            throw new StoreUnavailable(operation, new IllegalStateException("too much waits for profiles"));
        }
        try {
            return done.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(operation, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailable(operation, e);
        }
    }
}
