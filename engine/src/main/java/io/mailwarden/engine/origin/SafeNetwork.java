package io.mailwarden.engine.origin;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.support.Rule;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A network that an administrator vouches for: whoever logs in from there is in no strange place. It vouches for the
 * place and for nothing else. Immutable.
 *
 * @param id unique
 * @param network which
 * @param scope whose logins it vouches for
 * @param description why, for administrators; at most {@value Rule#LONGEST_TEXT} characters, longer ones are cut
 * @param createdBy the administrator
 * @param createdAt when, to the microsecond
 * @param expires when it ends by itself, to the microsecond; empty for never
 */
public record SafeNetwork(
        String id,
        Network network,
        Scope scope,
        String description,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expires)
        implements Rule {

    // What an administrator may choose without more: Intermedia offers /31 to /22. A /48 is one site (RFC 6177).
    private static final int WIDEST_IPV4 = 22;
    private static final int WIDEST_IPV6 = 48;
    // What nobody can have meant: more than any one holder has.
    private static final int LEAST_IPV4 = 8;
    private static final int LEAST_IPV6 = 16;
    private static final int IPV4_BYTES = 4;

    /** Throws IllegalArgumentException for an empty description and for an end before it begins. */
    public SafeNetwork {
        description = Text.printable(description.strip(), LONGEST_TEXT);
        createdBy = Text.printable(createdBy, LONGEST_TEXT);
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        expires = expires.map(end -> end.truncatedTo(ChronoUnit.MICROS));
        if (description.isEmpty()) {
            throw new IllegalArgumentException("expected a description");
        }
        if (expires.isPresent() && !expires.get().isAfter(createdAt)) {
            throw new IllegalArgumentException("expected it to end after it begins: " + expires.get());
        }
    }

    /** Whether it is so wide that an administrator has to say so: wider than /22, for IPv6 than /48. */
    public static boolean wide(Network network) {
        return network.prefixLength() < (ipv4(network) ? WIDEST_IPV4 : WIDEST_IPV6);
    }

    /** Whether it is wider than anybody can mean: shorter than /8, for IPv6 than /16. */
    public static boolean tooWide(Network network) {
        return network.prefixLength() < (ipv4(network) ? LEAST_IPV4 : LEAST_IPV6);
    }

    private static boolean ipv4(Network network) {
        return network.base().getAddress().length == IPV4_BYTES;
    }
}
