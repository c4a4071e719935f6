package io.mailwarden.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.util.MDCBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

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

    @Test
    void leavesTheLogContextOfTheThreadAsItWas() {
        MDC.put(MDCBuilder.IP, "outer");
        MDC.put(MDCBuilder.ACTION, "LOGIN");
        MDCBuilder bound =
                MDCBuilder.create().addToContext(MDCBuilder.IP, "192.0.2.1").addToContext(MDCBuilder.PROTOCOL, "IMAP");
        try {
            assertThat(ImapAddress.of(sessionWith(bound))).isEqualTo(Address.parse("192.0.2.1"));
            assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of(MDCBuilder.IP, "outer", MDCBuilder.ACTION, "LOGIN"));
        } finally {
            MDC.clear();
        }
    }

    @Test
    void isEmptyForASessionThatJamesBoundNothingTo() {
        assertThat(ImapAddress.of(sessionWith(null))).isEmpty();
        assertThat(ImapAddress.of(sessionWith(MDCBuilder.create()))).isEmpty();
    }

    private static ImapSession sessionWith(@Nullable MDCBuilder bound) {
        return (ImapSession) Proxy.newProxyInstance(
                ImapSession.class.getClassLoader(),
                new Class<?>[] {ImapSession.class},
                (proxy, method, arguments) -> method.getName().equals("getAttribute") ? bound : null);
    }
}
