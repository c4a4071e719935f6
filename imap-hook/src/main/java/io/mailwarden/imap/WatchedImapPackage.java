package io.mailwarden.imap;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Map;
import org.apache.james.imap.processor.AppendProcessor;
import org.apache.james.imap.processor.AuthenticateProcessor;
import org.apache.james.imap.processor.IdProcessor;
import org.apache.james.imap.processor.LoginProcessor;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.modules.protocols.ImapPackage;
import org.apache.james.utils.ClassName;

/**
 * All of James's own IMAP commands, with LOGIN, AUTHENTICATE, ID, FETCH and APPEND watched: the one
 * {@code imapPackages} element of {@code imapserver.xml}, for all its servers.
 */
public final class WatchedImapPackage implements ImapPackage {

    private static final Map<ClassName, ClassName> WATCHED = Map.of(
            named(LoginProcessor.class), named(WatchedLoginProcessor.class),
            named(AuthenticateProcessor.class), named(WatchedAuthenticateProcessor.class),
            named(IdProcessor.class), named(WatchedIdProcessor.class),
            named(FetchProcessor.class), named(WatchedFetchProcessor.class),
            named(AppendProcessor.class), named(WatchedAppendProcessor.class));

    @Override
    public Collection<ClassName> processors() {
        return DEFAULT.processors().stream()
                .map(name -> WATCHED.getOrDefault(name, name))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public Collection<ClassName> decoders() {
        return DEFAULT.decoders();
    }

    @Override
    public Collection<ClassName> encoders() {
        return DEFAULT.encoders();
    }

    private static ClassName named(Class<?> type) {
        return new ClassName(type.getCanonicalName());
    }
}
