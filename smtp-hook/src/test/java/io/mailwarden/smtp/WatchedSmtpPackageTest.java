package io.mailwarden.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.smtpserver.CoreCmdHandlerLoader;
import org.junit.jupiter.api.Test;

class WatchedSmtpPackageTest {

    @Test
    void isJamesOwnListInItsOrderWithAuthWatched() {
        List<String> expected = new ArrayList<>(new CoreCmdHandlerLoader().getHandlers());
        expected.set(expected.indexOf(AuthCmdHandler.class.getName()), WatchedAuthHandler.class.getName());

        assertThat(new WatchedSmtpPackage().getHandlers()).isEqualTo(expected);
    }
}
