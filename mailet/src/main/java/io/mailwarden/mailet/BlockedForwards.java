package io.mailwarden.mailet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.Warden;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.mailet.Mail;

/**
 * Finds what a blocked account's own forwards and Sieve redirects send out. James makes a new mail of each. That of a
 * forward carries the attributes of the mail that came in, so that whom it was for is noted there; that of a redirect
 * carries nothing but its name, so that it is known only when the mail that came in was for one account alone, and by
 * this process. Thread-safe.
 */
@Singleton
final class BlockedForwards {

    private static final String REDIRECT = "redirect-";
    private static final String BETWEEN = " ";
    // A list that is written to by so many is no reason to carry all their addresses along.
    private static final int MOST_NOTED = 200;
    private static final long MOST = 10_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Warden warden;
    private final Recipients recipients;
    private final Cache<String, List<String>> came;

    @Inject
    BlockedForwards(Warden warden, Recipients recipients, Clock clock) {
        this.warden = warden;
        this.recipients = recipients;
        came = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** The mail comes in, or was submitted, and goes on to these of this server's addresses. */
    void note(Mail mail) {
        if (Submission.sentByMailet(mail) || MailAttributes.has(mail, MailAttributes.CAME_TO)) {
            return;
        }
        List<String> here = recipients.ofThisServer(Submission.recipients(mail));
        if (!here.isEmpty()) {
            MailAttributes.put(
                    mail,
                    MailAttributes.CAME_TO,
                    here.stream().limit(MOST_NOTED).collect(Collectors.joining(BETWEEN)));
            came.put(RecentVerdicts.root(mail.getName()), here);
        }
    }

    /** The account whose own forward or redirect the mail is, when that account is restricted at the moment. */
    Optional<Account> of(Mail mail) {
        if (!Submission.sentByMailet(mail)) {
            return Optional.empty();
        }
        return mail.getName().startsWith(REDIRECT)
                ? redirecting(mail)
                : MailAttributes.text(mail, MailAttributes.CAME_TO).flatMap(to -> forwarding(mail, to));
    }

    private Optional<Account> redirecting(Mail mail) {
        List<String> to = came.getIfPresent(RecentVerdicts.root(mail.getName().substring(REDIRECT.length())));
        Set<Account> accounts = to == null ? Set.of() : accounts(to);
        return accounts.size() == 1 ? accounts.stream().filter(this::restricted).findFirst() : Optional.empty();
    }

    private Optional<Account> forwarding(Mail mail, String to) {
        Set<String> out = Set.copyOf(Submission.recipients(mail));
        return accounts(Arrays.asList(to.split(BETWEEN, -1))).stream()
                .filter(this::restricted)
                .filter(account -> recipients.forwards(account.name()).stream().anyMatch(out::contains))
                .findFirst();
    }

    private Set<Account> accounts(List<String> addresses) {
        return addresses.stream()
                .flatMap(address -> recipients.accounts(address).stream())
                .collect(Collectors.toSet());
    }

    private boolean restricted(Account account) {
        return warden.restriction(account) != Restriction.NONE;
    }
}
