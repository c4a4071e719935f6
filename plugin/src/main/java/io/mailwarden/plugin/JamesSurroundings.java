package io.mailwarden.plugin;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.engine.support.Alarms;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/**
 * The organisation as James knows it: its domains and its users, whom their names' usual addresses are tried for; and
 * as the engine knows it: the domains that mail of the sender's organisation links to. Thread-safe.
 */
@Singleton
final class JamesSurroundings implements Surroundings {

    private static final String ALARM = "surroundings-unknown";

    private final DomainList domains;
    private final UsersRepository users;
    private final RunningEngine running;
    private final Alarms alarms;

    @Inject
    JamesSurroundings(DomainList domains, UsersRepository users, RunningEngine running, Alarms alarms) {
        this.domains = domains;
        this.users = users;
        this.running = running;
        this.alarms = alarms;
    }

    @Override
    public boolean isOwnDomain(String domain) {
        try {
            return domains.containsDomain(Domain.of(domain));
        } catch (DomainListException | IllegalArgumentException e) {
            return unknown(e, false);
        }
    }

    // James keeps no names: anna.lindqvist@ is taken for "Anna Lindqvist", and alindqvist@ likewise.
    @Override
    public Optional<String> addressOf(String displayName) {
        List<String> words = words(displayName);
        if (words.size() < 2) {
            return Optional.empty(); // One word is too many people.
        }
        String first = words.get(0);
        String last = words.get(words.size() - 1);
        try {
            for (Domain domain : domains.getDomains()) {
                for (String local :
                        List.of(first + "." + last, first + last, first + "_" + last, first.charAt(0) + last)) {
                    Username user = Username.of(local + "@" + domain.asString());
                    if (users.contains(user)) {
                        return Optional.of(user.asString());
                    }
                }
            }
            return Optional.empty();
        } catch (DomainListException | UsersRepositoryException | IllegalArgumentException e) {
            return unknown(e, Optional.empty());
        }
    }

    private static List<String> words(String displayName) {
        String plain = Normalizer.normalize(displayName, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return Stream.of(plain.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private <T> T unknown(Exception error, T answer) {
        alarms.raise(ALARM, "James does not say who its users are; scans know less", error);
        return answer;
    }

    /** The same, as the organisation of whoever sends knows it. */
    Surroundings of(Optional<Account> sender) {
        return sender.<Surroundings>map(account -> new OfAccount(this, account)).orElse(this);
    }

    /** What the account's organisation linked to, beside what James knows. */
    private record OfAccount(JamesSurroundings james, Account account) implements Surroundings {

        @Override
        public boolean isOwnDomain(String domain) {
            return james.isOwnDomain(domain);
        }

        @Override
        public Optional<String> addressOf(String displayName) {
            return james.addressOf(displayName);
        }

        @Override
        public boolean knowsDomain(String domain) {
            return james.running.engine().linksTo(account, domain);
        }

        @Override
        public boolean knowsDomains() {
            return james.running.engine().knowsLinks(account);
        }
    }
}
