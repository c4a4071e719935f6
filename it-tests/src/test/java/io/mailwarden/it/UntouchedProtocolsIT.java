package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** James answers every command as it does without Mailwarden. */
@Order(1)
class UntouchedProtocolsIT {

    private static final int FEWEST_COMMANDS = 120;

    @Test
    void answersAsWithoutMailwarden() throws Exception {
        Servers.STOCK.start();
        List<String> without = Transcript.of(Servers.STOCK);
        Servers.PLAIN.start();
        List<String> with = Transcript.of(Servers.PLAIN);

        assertThat(without).hasSizeGreaterThan(FEWEST_COMMANDS);
        assertThat(with).containsExactlyElementsOf(without);
    }
}
