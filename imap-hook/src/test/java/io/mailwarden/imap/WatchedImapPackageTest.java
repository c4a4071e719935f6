package io.mailwarden.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.james.modules.protocols.ImapPackage;
import org.apache.james.utils.ClassName;
import org.junit.jupiter.api.Test;

class WatchedImapPackageTest {

    private final WatchedImapPackage watched = new WatchedImapPackage();

    @Test
    void keepsEveryCommandOfJamesButWatchesFive() {
        assertThat(watched.processors())
                .hasSameSizeAs(ImapPackage.DEFAULT.processors())
                .containsAll(names(
                        WatchedLoginProcessor.class,
                        WatchedAuthenticateProcessor.class,
                        WatchedIdProcessor.class,
                        WatchedFetchProcessor.class,
                        WatchedAppendProcessor.class));
        assertThat(watched.processors().stream()
                        .filter(name -> !ImapPackage.DEFAULT.processors().contains(name)))
                .hasSize(5);
    }

    @Test
    void parsesAndWritesAsJamesDoes() {
        assertThat(watched.decoders()).isEqualTo(ImapPackage.DEFAULT.decoders());
        assertThat(watched.encoders()).isEqualTo(ImapPackage.DEFAULT.encoders());
    }

    @Test
    void isTheOneThatTheAuditLooksFor() {
        assertThat(ImapListener.PACKAGE).isEqualTo(WatchedImapPackage.class.getName());
    }

    private static List<ClassName> names(Class<?>... types) {
        return List.of(types).stream()
                .map(type -> new ClassName(type.getCanonicalName()))
                .toList();
    }
}
