package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.mailet.MailAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/**
 * Held mail that its repository did not take: tells of it, and brings it there as soon as the repository takes it. As
 * long as the repository takes no mail at all, those accounts' further mail has no room. A mail that it does not take
 * although it takes others (James's JPA repository has 255 characters for all recipients) stays in the folder, and
 * keeps nobody else's mail away. Thread-safe; {@link #run} is for one thread.
 */
@Singleton
public final class HeldOverflow {

    /** Stands while held mail is not in its repository. */
    public static final String ALARM = "hold-failed";

    // What was refused alone is refused again; that is for repositories that become wider, and disks that become empty.
    private static final Duration REFUSED_ALONE = Duration.ofHours(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final HeldRepository repository;
    private final HeldFolder folder;
    private final RepositoryProbe probe;
    private final HeldSpace space;
    private final Alarms alarms;
    private final Clock clock;
    private final Map<HeldId, Instant> refusedAlone = new ConcurrentHashMap<>();
    private final Map<MailRepositoryUrl, Refusal> refusals = new ConcurrentHashMap<>();

    @Inject
    public HeldOverflow(
            HeldRepository repository,
            HeldFolder folder,
            MailRepositoryStore repositories,
            HeldSpace space,
            Alarms alarms,
            Clock clock) {
        this.repository = repository;
        this.folder = folder;
        this.probe = new RepositoryProbe(repositories);
        this.space = space;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** The mail, with the marks of a held one, was kept: in its repository, or in the folder for that reason. */
    void kept(HeldId id, Mail mail, Optional<StoreUnavailable> why) {
        Optional<Account> account = owner(mail);
        account.ifPresent(one -> space.added(id, one, size(mail)));
        why.ifPresent(refused -> {
            alarms.raise(
                    ALARM,
                    "held mail waits in %s, and nothing of it leaves: %s does not take it"
                            .formatted(folder.path(), repository.url(id).asString()),
                    refused);
            account.ifPresent(space::setAside);
        });
    }

    /** Nothing takes the mail, which has the marks of a held one; it must wait elsewhere. */
    void nowhere(HeldId id, Mail mail, StoreUnavailable why) {
        alarms.raise(
                ALARM,
                "mail that is to be held waits in James's spool, and nothing of it leaves: neither %s nor %s takes it"
                        .formatted(repository.url(id).asString(), folder.path()),
                why);
        owner(mail).ifPresent(account -> space.homeless(id, account));
    }

    private static Optional<Account> owner(Mail mail) {
        return MailAttributes.text(mail, MailAttributes.ACCOUNT).flatMap(Account::tryOf);
    }

    private static long size(Mail mail) {
        return MailAttributes.text(mail, MailAttributes.BYTES)
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** Brings what waits into its repository, as far as that takes it. */
    public void run() {
        Map<HeldId, Optional<Account>> waiting = folder.all();
        refusedAlone.keySet().retainAll(waiting.keySet());
        Map<MailRepositoryUrl, Optional<String>> troubles = new HashMap<>();
        Set<Account> without = new HashSet<>();
        waiting.forEach((id, account) -> {
            if (troubles.computeIfAbsent(repository.url(id), this::trouble).isPresent()) {
                account.ifPresent(without::add);
            } else if (due(id) && !move(id)) {
                refusedAlone.put(id, clock.instant());
            }
        });
        space.setAside(without);
        tell(troubles);
    }

    // James makes a noise in its log for each; one that is gone for long is asked less often.
    private Optional<String> trouble(MailRepositoryUrl url) {
        Instant now = clock.instant();
        Refusal last = refusals.get(url);
        if (last != null
                && now.isBefore(last.next())
                && last.next().isBefore(now.plus(LONGEST_PAUSE).plus(LONGEST_PAUSE))) {
            return Optional.of(last.trouble());
        }
        Optional<String> trouble = probe.trouble(url);
        if (trouble.isPresent()) {
            refusals.put(url, Refusal.after(last, trouble.get(), now));
        } else {
            refusals.remove(url);
            repository.takesAgain(url);
        }
        return trouble;
    }

    private record Refusal(String trouble, Duration pause, Instant next) {

        static Refusal after(@Nullable Refusal last, String trouble, Instant now) {
            Duration doubled = last == null ? FIRST_PAUSE : last.pause().multipliedBy(2);
            Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            return new Refusal(trouble, pause, now.plus(pause));
        }
    }

    private boolean due(HeldId id) {
        Instant last = refusedAlone.get(id);
        return last == null || !clock.instant().isBefore(last.plus(REFUSED_ALONE));
    }

    private boolean move(HeldId id) {
        try {
            Optional<Mail> mail = folder.retrieve(id);
            try {
                mail.ifPresent(found -> repository.storeInRepository(id, found));
            } finally {
                mail.ifPresent(LifecycleUtil::dispose);
            }
            if (folder.has(id)) {
                folder.remove(id);
            } else {
                // Released or deleted meanwhile.
                repository.remove(id);
            }
            return true;
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    private void tell(Map<MailRepositoryUrl, Optional<String>> troubles) {
        int waiting = folder.all().size();
        Optional<String> trouble =
                troubles.values().stream().flatMap(Optional::stream).findFirst();
        if (waiting > 0) {
            alarms.raise(
                    ALARM,
                    String.format(
                            Locale.ROOT,
                            "%,d held %s in %s, and nothing of it leaves: %s",
                            waiting,
                            waiting == 1 ? "message waits" : "messages wait",
                            folder.path(),
                            trouble.map("their repository takes no mail: "::concat)
                                    .orElse("their repository takes other mail, but not that")));
        } else if (!space.anyHomeless()) {
            alarms.clear(ALARM);
        }
    }
}
