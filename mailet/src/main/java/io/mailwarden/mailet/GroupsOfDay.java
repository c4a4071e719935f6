package io.mailwarden.mailet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailwarden.engine.event.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;

/**
 * How many more recipients an account reaches through groups: whoever writes to a group ten times a day does not reach
 * ten times as many people, so that its members count once for an account and a day (UTC). After a restart, and on
 * another node, they count once more. Thread-safe.
 */
@Singleton
final class GroupsOfDay {

    private static final long MOST = 100_000;

    private record GroupOfDay(Account account, String group, LocalDate day) {}

    private final Recipients recipients;
    private final Cache<GroupOfDay, Boolean> counted;
    private final Clock clock;

    @Inject
    GroupsOfDay(Recipients recipients, Clock clock) {
        this.recipients = recipients;
        this.clock = clock;
        counted = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(Duration.ofDays(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Of a message to those addresses: the members of groups that were not counted today. */
    int members(Account account, List<String> addresses) {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        Set<String> reached = new HashSet<>();
        for (String address : addresses) {
            Set<String> members = recipients.members(address);
            if (!members.isEmpty()
                    && counted.asMap().putIfAbsent(new GroupOfDay(account, address, today), true) == null) {
                reached.addAll(members);
            }
        }
        addresses.forEach(reached::remove);
        return reached.size();
    }
}
