package io.mailwarden.engine.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentOriginsTest {

    private final SplittableRandom random = new SplittableRandom(20_260_503);

    private Address address(int bytes) {
        byte[] raw = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            raw[i] = (byte) random.nextInt();
        }
        try {
            return Address.of(InetAddress.getByAddress(raw));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Origin origin(Address address) {
        return new Origin(
                Optional.of(address),
                Optional.of(address.network()),
                Optional.empty(),
                "",
                OptionalLong.empty(),
                NetworkKind.RESIDENTIAL,
                "",
                false);
    }

    private List<Address> put(RecentOrigins recent, int count) {
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Address address = address(i % 2 == 0 ? 4 : 16);
            recent.put(address, origin(address));
            addresses.add(address);
        }
        return addresses;
    }

    @Test
    void keepsNearlyAllOfOneHundredThousand() {
        RecentOrigins recent = new RecentOrigins(1 << 18);

        List<Address> addresses = put(recent, 100_000);

        long lost = addresses.stream()
                .filter(address -> recent.get(address) == null)
                .count();
        assertThat(lost).isLessThan(100);
    }

    @Test
    void givesEachAddressItsOwnOriginHoweverFullItIs() {
        RecentOrigins recent = new RecentOrigins(64);

        List<Address> addresses = put(recent, 10_000);

        List<Origin> kept = new ArrayList<>();
        for (Address address : addresses) {
            Origin found = recent.get(address);
            if (found != null) {
                assertThat(found).isEqualTo(origin(address));
                kept.add(found);
            }
        }
        assertThat(kept).hasSizeBetween(32, 64);
    }

    @Test
    void keepsTheLatest() {
        RecentOrigins recent = new RecentOrigins(64);

        for (int i = 0; i < 1_000; i++) {
            Address latest = put(recent, 1).get(0);
            assertThat(recent.get(latest)).isEqualTo(origin(latest));
        }
    }
}
