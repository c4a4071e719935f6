package io.mailwarden.engine.verdict;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.login.LoginDetection;
import io.mailwarden.engine.detect.login.LoginDetectors;
import io.mailwarden.engine.detect.sending.SendingDetection;
import io.mailwarden.engine.detect.sending.SendingDetectors;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.verdict.ExceptionRule.Field;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an exception may name with which type of finding: the one definition. Every finding has an account; one about a
 * login or a message came from somewhere; a message has recipients. A client is what a program says of itself, so it
 * excuses findings about clients, and narrows those about places only beside a network or an autonomous system.
 */
public final class ExceptionFields {

    private static final Set<Field> PLACES = EnumSet.of(Field.NETWORK, Field.COUNTRY, Field.ASN);
    // Where a thief is not by saying so.
    private static final Set<Field> GIVEN = EnumSet.of(Field.NETWORK, Field.ASN);

    private static final Map<String, Detector> LOGINS = byType(LoginDetectors.standard(LoginDetection.defaults()));
    private static final Map<String, Detector> SENDING = byType(SendingDetectors.standard(SendingDetection.defaults()));

    /** What is critical by itself: held, rejected or blocked for. */
    private static final Set<String> CRITICAL = Set.of(
            Takeover.TYPE,
            "stranger-flood",
            "phishing-sent",
            "malicious-address",
            "guessed-password",
            "rejected-password",
            "scored-login");

    private ExceptionFields() {}

    private static Map<String, Detector> byType(List<Detector> detectors) {
        return detectors.stream().collect(toUnmodifiableMap(Detector::type, Function.identity()));
    }

    /** The types that findings can have: the names of all detectors, and takeover. */
    public static List<String> types() {
        return Stream.of(LOGINS.keySet(), SENDING.keySet(), Set.of(Takeover.TYPE))
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }

    /** Whether anomalies of that type can be critical by themselves. */
    public static boolean critical(String type) {
        return CRITICAL.contains(type);
    }

    /** What may be named with a type, each by itself or together. */
    public static Set<Field> of(String type) {
        EnumSet<Field> fields = EnumSet.noneOf(Field.class);
        Detector login = LOGINS.get(type);
        Detector sending = SENDING.get(type);
        if (login != null || type.equals(Takeover.TYPE)) {
            fields.addAll(PLACES);
        }
        if (login != null
                && (login.evidence().contains(Evidence.CLIENT)
                        || login.evidence().contains(Evidence.PLACE))) {
            fields.add(Field.CLIENT);
        }
        // What comes back came from elsewhere, for a message that is gone.
        if (sending != null && !sending.evidence().contains(Evidence.RETURNS)) {
            fields.addAll(PLACES);
            fields.add(Field.RECIPIENT);
        }
        if (aboutClient(type)) {
            fields.add(Field.CLIENT);
        }
        return fields;
    }

    /** Throws IllegalArgumentException, with what is expected, for an exception that names what does not fit. */
    public static void require(ExceptionRule rule) {
        Set<Field> named = rule.narrowing().fields();
        rule.type().ifPresentOrElse(type -> requireTyped(type, named), () -> requireUntyped(named));
    }

    private static void requireTyped(String type, Set<Field> named) {
        Set<Field> fitting = of(type);
        if (!fitting.containsAll(named)) {
            throw new IllegalArgumentException(
                    fitting.isEmpty()
                            ? "expected no more than account or domain with " + type
                            : "expected with " + type + " nothing but account, domain, " + labels(fitting));
        }
        if (named.contains(Field.CLIENT) && !aboutClient(type) && !anyOf(named, GIVEN)) {
            throw new IllegalArgumentException("expected with a client a finding about clients (" + aboutClients()
                    + "), or a network or asn beside it: a client is what a program says of itself");
        }
    }

    private static void requireUntyped(Set<Field> named) {
        if (named.contains(Field.RECIPIENT)) {
            throw new IllegalArgumentException("expected a type with a recipient");
        }
        if (named.isEmpty()) {
            throw new IllegalArgumentException("expected a type, or a network, country, asn or client");
        }
    }

    /**
     * Whether it needs a second word: it switches a detector off for everybody, or what is critical by itself for all
     * that come from a country, a provider or with a recipient.
     */
    public static boolean sweeping(ExceptionRule rule) {
        return rule.scope().everybody()
                && rule.type()
                        .filter(type -> rule.narrowing().fields().isEmpty()
                                || (critical(type) && rule.narrowing().network().isEmpty()))
                        .isPresent();
    }

    private static String aboutClients() {
        return types().stream().filter(ExceptionFields::aboutClient).collect(joining(", "));
    }

    // About nothing but with what somebody logs in or writes.
    private static boolean aboutClient(String type) {
        Detector detector = LOGINS.getOrDefault(type, SENDING.get(type));
        return detector != null && Field.CLIENT.excused().containsAll(detector.evidence());
    }

    private static boolean anyOf(Set<Field> named, Set<Field> wanted) {
        return named.stream().anyMatch(wanted::contains);
    }

    private static String labels(Set<Field> fields) {
        return fields.stream().map(Field::label).collect(joining(", "));
    }
}
