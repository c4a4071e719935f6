package io.mailwarden.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortMapTest {

    @Test
    void givesEachConfiguredPortAnotherOneAndAlwaysTheSame() {
        PortMap ports = PortMap.free();

        int[] first = IntStream.range(0, 50).map(ports::actual).toArray();
        int[] second = IntStream.range(0, 50).map(ports::actual).toArray();

        assertThat(second).isEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void namesAChosenPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortMap ports = PortMap.chosen(Map.of(993, other.getLocalPort()));

            assertThat(ports.taken()).containsExactly(other.getLocalPort());
        }
    }

    @Test
    void namesNoneWhenAllAreFree() {
        int free = PortMap.free().actual(25);

        assertThat(PortMap.chosen(Map.of(25, free)).taken()).isEmpty();
    }
}
