package io.mailwarden.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Network;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word about an address counts. */
class ClientAddressTest {

    private static final ClientAddress BEHIND_PROXY =
            new ClientAddress(List.of(Network.parse("10.0.0.0/8"), Network.parse("127.0.0.1")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7 |                               | 198.51.100.7",
                "198.51.100.7 | 203.0.113.9                   | 198.51.100.7",
                "127.0.0.1    | 203.0.113.9                   | 203.0.113.9",
                "127.0.0.1    | 6.6.6.6, 203.0.113.9          | 203.0.113.9",
                "127.0.0.1    | 6.6.6.6, 203.0.113.9, 10.1.2.3 | 203.0.113.9",
                "127.0.0.1    | 10.1.2.3                      | 10.1.2.3",
                "127.0.0.1    | 203.0.113.9, rubbish          | 127.0.0.1",
                "127.0.0.1    |                               | 127.0.0.1",
                "127.0.0.1    | 2001:db8::1                   | 2001:db8:0:0:0:0:0:1",
            })
    void theNearestThatIsNoProxyIsTheClient(String peer, String told, String client) {
        assertThat(BEHIND_PROXY.of(peer, told == null ? "" : told)).isEqualTo(client);
    }

    @Test
    void aThousandHopsCostLittle() {
        assertThat(BEHIND_PROXY.of("127.0.0.1", "10.0.0.1,".repeat(5000) + "10.0.0.2"))
                .isEqualTo("10.0.0.1");
    }
}
