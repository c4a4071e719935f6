package io.mailwarden.engine.verdict;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.support.MailAddress;
import io.mailwarden.engine.support.Rule;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An exception: which anomalies are not raised, for whom. All that it names must fit. What it may name with which type
 * is in {@link ExceptionFields}. Immutable and pure.
 *
 * @param id unique
 * @param type of the anomalies; empty for all about the place or the client that it names
 * @param scope whose
 * @param narrowing what else must fit
 * @param comment why, for administrators; at most {@value Rule#LONGEST_TEXT} characters, longer ones are cut
 * @param createdBy the administrator
 * @param createdAt when, to the microsecond
 * @param expires when it ends by itself, to the microsecond; empty for never
 */
public record ExceptionRule(
        String id,
        Optional<String> type,
        Scope scope,
        Narrowing narrowing,
        String comment,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expires)
        implements Rule {

    /** What an exception may name beside type and account. */
    public enum Field {
        /** The network that the login or the message came from. */
        NETWORK,
        /** Its country. */
        COUNTRY,
        /** Its autonomous system. */
        ASN,
        /** What the program says that it is. */
        CLIENT,
        /** To whom the message goes. */
        RECIPIENT;

        /** The name in the API: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The evidence that is excused by naming it. */
        Set<Evidence> excused() {
            return switch (this) {
                case NETWORK, COUNTRY, ASN -> EnumSet.of(Evidence.PLACE);
                case CLIENT -> EnumSet.of(Evidence.CLIENT, Evidence.HAND);
                case RECIPIENT -> EnumSet.noneOf(Evidence.class);
            };
        }
    }

    /**
     * What must fit beside type and account; what is empty does not narrow.
     *
     * @param network from which the event came
     * @param country its two letters, upper case
     * @param asn its autonomous system
     * @param client the family or the full name of the client, whatever its case; at most {@value Client#MAX_LENGTH}
     *     characters
     * @param recipient an address, or a domain behind {@code @}, lower case, to which all of a message goes
     */
    public record Narrowing(
            Optional<Network> network,
            Optional<String> country,
            OptionalLong asn,
            Optional<String> client,
            Optional<String> recipient) {

        /** Narrows nothing. */
        public static final Narrowing NONE = new Narrowing(
                Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());

        /** Throws IllegalArgumentException for what can be no country, and for what can be no recipient. */
        public Narrowing {
            country = country.map(code -> code.toUpperCase(Locale.ROOT));
            client = client.map(name -> Text.printable(name, Client.MAX_LENGTH));
            recipient = recipient.map(address -> address.toLowerCase(Locale.ROOT));
            if (country.filter(code -> !code.matches("[A-Z]{2}")).isPresent()) {
                throw new IllegalArgumentException("expected a country's two letters, such as NO");
            }
            if (recipient
                    .filter(address -> MailAddress.domain(address).isEmpty())
                    .isPresent()) {
                throw new IllegalArgumentException("expected an address, or a domain such as @example.net");
            }
        }

        /** What it names. */
        public Set<Field> fields() {
            EnumSet<Field> named = EnumSet.noneOf(Field.class);
            network.ifPresent(one -> named.add(Field.NETWORK));
            country.ifPresent(one -> named.add(Field.COUNTRY));
            asn.ifPresent(one -> named.add(Field.ASN));
            client.ifPresent(one -> named.add(Field.CLIENT));
            recipient.ifPresent(one -> named.add(Field.RECIPIENT));
            return named;
        }

        private boolean fits(Subject subject) {
            return network.map(one -> subject.origin()
                                    .address()
                                    .filter(one::contains)
                                    .isPresent())
                            .orElse(true)
                    && country.map(one -> subject.origin()
                                    .country()
                                    .filter(one::equals)
                                    .isPresent())
                            .orElse(true)
                    && (asn.isEmpty() || asn.equals(subject.origin().asn()))
                    && client.map(one -> names(one, subject.client())).orElse(true)
                    && recipient.map(one -> goesTo(one, subject.recipients())).orElse(true);
        }

        private static boolean names(String name, Client client) {
            return client.isKnown()
                    && (name.equalsIgnoreCase(client.family()) || name.equalsIgnoreCase(client.toString()));
        }

        // All of them: one excused recipient must not take the others along.
        private static boolean goesTo(String recipient, List<String> recipients) {
            return !recipients.isEmpty()
                    && recipients.stream()
                            .map(address -> address.toLowerCase(Locale.ROOT))
                            .allMatch(address ->
                                    address.equals(recipient) || ("@" + MailAddress.domain(address)).equals(recipient));
        }
    }

    /**
     * What exceptions are held against: one event.
     *
     * @param client what it says that it is; unknown where the event does not tell
     * @param recipients of a message
     */
    public record Subject(Account account, Instant at, Origin origin, Client client, List<String> recipients) {

        public Subject {
            recipients = List.copyOf(recipients);
        }
    }

    /** Throws IllegalArgumentException for an end before it begins. */
    public ExceptionRule {
        comment = Text.printable(comment.strip(), LONGEST_TEXT);
        createdBy = Text.printable(createdBy, LONGEST_TEXT);
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        expires = expires.map(end -> end.truncatedTo(ChronoUnit.MICROS));
        if (expires.isPresent() && !expires.get().isAfter(createdAt)) {
            throw new IllegalArgumentException("expected it to end after it begins: " + expires.get());
        }
    }

    /** Whether an anomaly of that type, which looked at that, is not raised about that event. */
    public boolean excuses(String found, Set<Evidence> evidence, Subject subject) {
        return holds(subject.at())
                && scope.covers(subject.account())
                && concerns(found, evidence)
                && narrowing.fits(subject);
    }

    /** Whether it is about anomalies of that type, which looked at that. */
    public boolean concerns(String found, Set<Evidence> evidence) {
        return type.map(found::equals).orElseGet(() -> covered().containsAll(evidence));
    }

    private Set<Evidence> covered() {
        EnumSet<Evidence> covered = EnumSet.noneOf(Evidence.class);
        narrowing.fields().forEach(field -> covered.addAll(field.excused()));
        return covered;
    }
}
