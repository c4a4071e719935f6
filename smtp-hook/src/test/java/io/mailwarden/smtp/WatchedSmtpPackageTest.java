package io.mailwarden.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.smtpserver.CoreCmdHandlerLoader;
import org.apache.james.smtpserver.DataLineJamesMessageHookHandler;
import org.junit.jupiter.api.Test;

class WatchedSmtpPackageTest {

    @Test
    void keepsTheOrderOfJamesAndPutsOursAfterTheGate() {
        List<String> expected = new ArrayList<>(new CoreCmdHandlerLoader().getHandlers());
        expected.set(expected.indexOf(AuthCmdHandler.class.getName()), WatchedAuthHandler.class.getName());
        expected.set(
                expected.indexOf(DataLineJamesMessageHookHandler.class.getName()), WatchedDataHandler.class.getName());
        expected.addAll(0, List.of(SendingGate.class.getName(), SessionCloser.class.getName()));

        assertThat(new WatchedSmtpPackage().getHandlers()).isEqualTo(expected);
    }

    @Test
    void isTheOneThatTheAuditLooksFor() {
        assertThat(SmtpListener.PACKAGE).isEqualTo(WatchedSmtpPackage.class.getName());
    }
}
