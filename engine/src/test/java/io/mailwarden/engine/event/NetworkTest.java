package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.77/24, 192.0.2.0/24",
        "' 192.0.2.1 ', 192.0.2.1/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1/128",
        "::ffff:192.0.2.0/120, 192.0.2.0/24",
        "::ffff:192.0.2.7, 192.0.2.7/32",
    })
    void readsNetworksAndSingleAddresses(String text, String expected) {
        assertThat(Network.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "--",
                "*",
                "*.*",
                "_",
                "/0",
                "/24",
                "10",
                "1.2.3",
                "1.2.3.*",
                "1.2.3.4-9",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/x",
                "1.2.3.4/255.0.255.0",
                "2001:db8::/129",
                "example.org",
                "localhost/24",
                "abcdefghijklmnopqrst",
                "0x7f.0.0.1"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessageContaining("not an address or a network");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/9, 10.127.255.255, 10.128.0.0",
        "192.0.2.128/25, 192.0.2.128, 192.0.2.127",
        "192.0.2.4/30, 192.0.2.7, 192.0.2.8",
        "192.0.2.4/31, 192.0.2.5, 192.0.2.6",
        "192.0.2.4/32, 192.0.2.4, 192.0.2.5",
        "128.0.0.0/1, 255.0.0.1, 127.255.255.255",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::",
        "2001:db8:0:fffe::/63, 2001:db8:0:ffff::1, 2001:db8:0:fffd::1",
        "2001:db8::2/127, 2001:db8::3, 2001:db8::4",
        "::ffff:10.0.0.0/104, 10.9.9.9, 11.0.0.0",
        "0.0.0.0/0, 203.0.113.9, 2001:db8::1",
        "::/0, 2001:db8::1, 203.0.113.9",
    })
    void holdsItsMembersOnly(String network, String inside, String outside) {
        assertThat(Network.parse(network).contains(address(inside))).isTrue();
        assertThat(Network.parse(network).contains(address(outside))).isFalse();
    }

    @Test
    void countsTheNeighbourhoodAsOnePlace() {
        assertThat(address("192.0.2.1").network())
                .isEqualTo(address("192.0.2.254").network())
                .isEqualTo(Network.parse("192.0.2.0/24"))
                .isNotEqualTo(address("192.0.3.1").network());
        assertThat(address("2001:db8:1:2::1").network())
                .isEqualTo(address("2001:db8:1:2:ffff:ffff:ffff:ffff").network())
                .isEqualTo(Network.parse("2001:db8:1:2::/64"))
                .isNotEqualTo(address("2001:db8:1:3::1").network());
    }

    @Test
    void keepsIpv4MappedHostsOfDifferentNetworksApart() {
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> address("::ffff:198.51." + i + ".9").network()))
                .doesNotHaveDuplicates()
                .contains(Network.parse("198.51.49.0/24"));
    }

    private static Address address(String literal) {
        return Address.parse(literal).orElseThrow();
    }
}
