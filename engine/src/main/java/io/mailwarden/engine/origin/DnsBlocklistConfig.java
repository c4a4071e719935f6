package io.mailwarden.engine.origin;

import io.mailwarden.engine.support.Require;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which blocklists are asked by DNS.
 *
 * @param dnsBlocklists zones that are asked by DNS for addresses that nobody honest logs in from
 * @param dnsTimeout how long their answer counts, 1 to 30 seconds
 */
public record DnsBlocklistConfig(List<String> dnsBlocklists, Duration dnsTimeout) {

    // RFC 1035 2.3.4: a name has 253 characters, and an IPv6 address takes 64 of them.
    private static final int LONGEST_ZONE = 189;
    private static final Pattern ZONE = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+");

    public DnsBlocklistConfig {
        dnsBlocklists = List.copyOf(dnsBlocklists);
        dnsBlocklists.forEach(DnsBlocklistConfig::requireZone);
        Require.within(dnsTimeout, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    private static void requireZone(String zone) {
        if (zone.length() > LONGEST_ZONE || !ZONE.matcher(zone).matches()) {
            throw new IllegalArgumentException("expected zones such as dnsbl.example.org, in lower case");
        }
    }
}
