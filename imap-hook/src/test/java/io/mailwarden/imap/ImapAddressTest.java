package io.mailwarden.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImapAddressTest {

    @Test
    void readsEveryFormThatJamesWrites() {
        Map.of(
                        "192.0.2.1", "192.0.2.1",
                        "0:0:0:0:0:0:0:1", "::1",
                        "/203.0.113.88:5555", "203.0.113.88",
                        "/[2001:db8:0:0:0:0:0:1]:5555", "2001:db8::1",
                        "/2001:db8:0:0:0:0:0:1:5555", "2001:db8::1",
                        "mail.example.net/198.51.100.7:993", "198.51.100.7")
                .forEach((text, address) ->
                        assertThat(ImapAddress.parse(text)).as(text).isEqualTo(Address.parse(address)));
    }

    @Test
    void isEmptyForWhatIsNoAddress() {
        for (String text : new String[] {"", "/", "/:", ":", "mail.example.net", "mail.example.net/<unresolved>:993"}) {
            assertThat(ImapAddress.parse(text)).as(text).isEmpty();
        }
    }
}
