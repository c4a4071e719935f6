package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "' 192.0.2.7 ', 192.0.2.7",
        "[192.0.2.7], 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "::FFFF:c000:207, 192.0.2.7",
        "[::ffff:192.0.2.7], 192.0.2.7",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "[fe80::1%12], fe80:0:0:0:0:0:0:1",
    })
    void readsLiteralsAsProtocolsWriteThem(String literal, String expected) {
        assertThat(Address.parse(literal)).map(Address::toString).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "mail.example.org",
                "abcdefghijklmnopqrst",
                "20010db8000000000000000000000001",
                "2001-db8--1.ipv6-literal.net",
                "cafe"
            })
    void takesNoHostNameForAnAddress(String name) {
        assertThat(Address.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "[",
                "%",
                "%eth0",
                "*",
                "-",
                "*.*",
                "1",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4.5",
                "1.2.3.4:25",
                "1.2.3.4/24",
                "1.2.3.*",
                "1.2.3.1-5",
                "0x7f.0.0.1",
                "１.２.３.４",
                "1::2::3",
                ":::",
                "1.2.3.4\r\nQUIT",
                "\0"
            })
    void refusesJunk(String junk) {
        assertThat(Address.parse(junk)).isEmpty();
    }

    @Test
    void refusesTextThatIsFarTooLong() {
        assertThat(Address.parse("1".repeat(1_000_000))).isEmpty();
    }

    @Test
    void isTheSameWhicheverWayItCame() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};
        Address plain = Address.of(InetAddress.getByAddress(new byte[] {10, 1, 2, 3}));

        assertThat(Address.of(Inet6Address.getByAddress("", mapped, -1))).isEqualTo(plain);
        assertThat(Address.parse("::ffff:10.1.2.3")).contains(plain);
    }

    @Test
    void dropsTheZoneOfASocketsPeer() throws UnknownHostException {
        byte[] linkLocal = {(byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

        assertThat(Address.of(Inet6Address.getByAddress("", linkLocal, 3))).hasToString("fe80:0:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "11.0.0.1", "2001:4600::1", "fe00::1", "::ffff:8.8.8.8"})
    void isPublicWhereTheWorldCanFindIt(String literal) {
        assertThat(Address.parse(literal)).map(Address::isPublic).contains(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.0.1",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1",
                "fe80::1",
                "fc00::1",
                "fdff:ffff::1",
                "::ffff:10.0.0.1"
            })
    void isNotPublicInsideAHouse(String literal) {
        assertThat(Address.parse(literal)).map(Address::isPublic).contains(false);
    }
}
