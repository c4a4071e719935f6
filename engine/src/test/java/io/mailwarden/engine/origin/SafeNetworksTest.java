package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.support.InMemoryRuleStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNetworksTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");
    private static final Account BOB = new Account("bob@example.org");

    private final SafeNetworks networks = new SafeNetworks(new InMemoryRuleStore<>(), unused -> {});

    private SafeNetwork add(String id, String network, Scope scope, Optional<Instant> expires) {
        SafeNetwork made = new SafeNetwork(id, Network.parse(network), scope, "why", "carol", NOON, expires);
        networks.add(made);
        return made;
    }

    private Optional<String> with(Account account, String address, Instant at) {
        return networks.with(account, Address.parse(address).orElseThrow(), at).map(SafeNetwork::id);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "192.0.2.6/31, 192.0.2.7, 192.0.2.8",
        "192.0.0.0/22, 192.0.3.255, 192.0.4.0",
        "209.85.128.0/17, 209.85.255.1, 209.85.127.1",
        "2001:db8::1, 2001:db8::1, 2001:db8::2",
        "2001:db8:7::/48, 2001:db8:7:ffff::1, 2001:db8:8::1",
        "2001:db8:7:1::/64, 2001:db8:7:1::9, 192.0.2.7",
        "::ffff:192.0.2.0/120, 192.0.2.9, 192.0.3.9"
    })
    void reachesToItsEndAndNoFurther(String network, String inside, String outside) {
        add("1", network, Scope.EVERYBODY, Optional.empty());

        assertThat(with(BOB, inside, NOON)).contains("1");
        assertThat(with(BOB, outside, NOON)).isEmpty();
    }

    @Test
    void theAccountsOwnGoesBeforeItsDomainsBeforeEverybodysAndTheNarrowestFirst() {
        add("all", "192.0.2.7", Scope.EVERYBODY, Optional.empty());
        add("domain", "192.0.2.0/24", Scope.ofDomain("Example.org"), Optional.empty());
        add("wide", "192.0.0.0/22", Scope.of(BOB), Optional.empty());
        add("narrow", "192.0.2.0/28", Scope.of(BOB), Optional.empty());

        assertThat(with(BOB, "192.0.2.7", NOON)).contains("narrow");
        assertThat(with(BOB, "192.0.2.77", NOON)).contains("wide");
        assertThat(with(new Account("eve@example.org"), "192.0.2.7", NOON)).contains("domain");
        assertThat(with(new Account("eve@example.com"), "192.0.2.7", NOON)).contains("all");
        assertThat(with(new Account("eve@sub.example.org"), "192.0.2.8", NOON)).isEmpty();
    }

    @Test
    void oneThatHasEndedGivesWayToOneThatHasNot() {
        add("short", "192.0.2.7", Scope.of(BOB), Optional.of(NOON.plusSeconds(10)));
        assertThat(with(BOB, "192.0.2.7", NOON.plusSeconds(9))).contains("short");
        assertThat(with(BOB, "192.0.2.7", NOON.plusSeconds(10))).isEmpty();

        add("again", "192.0.2.7", Scope.of(BOB), Optional.empty());
        assertThat(with(BOB, "192.0.2.7", NOON.plusSeconds(10))).contains("again");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, false, false",
        "192.0.0.0/22, false, false",
        "192.0.0.0/21, true, false",
        "10.0.0.0/8, true, false",
        "10.0.0.0/7, true, true",
        "0.0.0.0/0, true, true",
        "2001:db8::/48, false, false",
        "2001:db8::/47, true, false",
        "2001::/15, true, true"
    })
    void saysWhatIsWide(String network, boolean wide, boolean tooWide) {
        assertThat(SafeNetwork.wide(Network.parse(network))).isEqualTo(wide);
        assertThat(SafeNetwork.tooWide(Network.parse(network))).isEqualTo(tooWide);
    }

    @Test
    void needsADescriptionAndAnEndAfterItsBeginning() {
        Network network = Network.parse("192.0.2.7");
        assertThatThrownBy(() -> new SafeNetwork("1", network, Scope.EVERYBODY, " ", "", NOON, Optional.empty()))
                .hasMessage("expected a description");
        assertThatThrownBy(() -> new SafeNetwork("1", network, Scope.EVERYBODY, "x", "", NOON, Optional.of(NOON)))
                .hasMessageContaining("end after it begins");
    }
}
