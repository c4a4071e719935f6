package io.mailwarden.imap;

import io.mailwarden.door.Authentications;
import io.mailwarden.door.LiveSessions;
import io.mailwarden.door.PasswordMarker;
import io.mailwarden.engine.fixtures.ScriptedWarden;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TokenIssuer;
import io.mailwarden.engine.response.session.Sessions;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.verdict.Restriction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.encode.main.DefaultImapEncoderFactory;
import org.apache.james.imap.main.DefaultImapDecoderFactory;
import org.apache.james.imap.message.response.ImmutableStatusResponse;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.imap.processor.AuthenticateProcessor;
import org.apache.james.imap.processor.CompressProcessor;
import org.apache.james.imap.processor.DefaultProcessor;
import org.apache.james.imap.processor.DeleteProcessor;
import org.apache.james.imap.processor.IdProcessor;
import org.apache.james.imap.processor.IdleProcessor;
import org.apache.james.imap.processor.LoginProcessor;
import org.apache.james.imap.processor.LogoutProcessor;
import org.apache.james.imap.processor.NoopProcessor;
import org.apache.james.imap.processor.base.AbstractProcessor;
import org.apache.james.imap.processor.base.ImapResponseMessageProcessor;
import org.apache.james.imap.processor.base.UnknownRequestProcessor;
import org.apache.james.imapserver.netty.IMAPServer;
import org.apache.james.imapserver.netty.ImapMetrics;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.tests.RecordingMetricFactory;

/**
 * James's IMAP server on a free port of the loopback: its network code, parsers and log-in commands, with {@link
 * FakeMailboxes} behind it.
 */
final class ImapDoor implements AutoCloseable {

    static final String PASSWORD = "right-password";

    private static final AtomicInteger STARTED = new AtomicInteger();

    final ScriptedWarden warden = new ScriptedWarden();
    final TestClock clock = TestClock.at("2026-05-03T06:50:00Z");
    final Alarms alarms = new Alarms(clock);
    final PasswordMarker marker = PasswordMarker.withRandomKey();
    final Sessions sessions = new Sessions(
            SessionsConfig.defaults(),
            account -> warden.restriction(account) == Restriction.BLOCK,
            address -> "",
            clock);
    final FakeMailboxes mailboxes = new FakeMailboxes();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final IMAPServer server;

    private ImapDoor(Optional<TokenIssuer> issuer, boolean proxy, boolean watched) throws Exception {
        server = new IMAPServer(
                DefaultImapDecoderFactory.createDecoder(),
                new DefaultImapEncoderFactory().buildImapEncoder(),
                processor(watched),
                new ImapMetrics(metrics),
                new NoopGaugeRegistry());
        server.configure(settings(issuer, proxy));
        server.init();
    }

    static ImapDoor open() throws Exception {
        return new ImapDoor(Optional.empty(), false, true);
    }

    static ImapDoor openBehindBalancer() throws Exception {
        return new ImapDoor(Optional.empty(), true, true);
    }

    static ImapDoor openFor(TokenIssuer issuer) throws Exception {
        return new ImapDoor(Optional.of(issuer), false, true);
    }

    /** James alone, to compare with. */
    static ImapDoor stock() throws Exception {
        return new ImapDoor(Optional.empty(), false, false);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.destroy();
    }

    @SuppressWarnings("rawtypes") // as James declares it
    private ImapProcessor processor(boolean watched) {
        StatusResponseFactory answers = new UnpooledStatusResponseFactory();
        MailboxManager manager = mailboxes.manager();
        LiveSessions live = new LiveSessions(sessions, alarms);
        Authentications authentications = new Authentications(warden, marker, clock, alarms, live);
        List<AbstractProcessor<?>> commands = List.of(
                watched
                        ? new WatchedLoginProcessor(manager, answers, metrics, authentications, live)
                        : new LoginProcessor(manager, answers, metrics),
                watched
                        ? new WatchedAuthenticateProcessor(manager, answers, metrics, authentications, live)
                        : new AuthenticateProcessor(manager, answers, metrics),
                watched
                        ? new WatchedIdProcessor(manager, answers, metrics, authentications)
                        : new IdProcessor(manager, answers, metrics),
                new NoopProcessor(manager, answers, metrics),
                new IdleProcessor(manager, answers, metrics),
                new CompressProcessor(answers),
                new LogoutProcessor(manager, answers, metrics),
                new DeleteProcessor(manager, answers, metrics));
        Map<Class, ImapProcessor> byRequest = new HashMap<>();
        for (AbstractProcessor<?> command : commands) {
            command.acceptableClasses().forEach(request -> byRequest.put(request, command));
        }
        byRequest.put(ImmutableStatusResponse.class, new ImapResponseMessageProcessor());
        return new DefaultProcessor(byRequest, new UnknownRequestProcessor(answers));
    }

    private static BaseHierarchicalConfiguration settings(Optional<TokenIssuer> issuer, boolean proxy) {
        BaseHierarchicalConfiguration settings = new BaseHierarchicalConfiguration();
        settings.addProperty("bind", "127.0.0.1:0");
        settings.addProperty("jmxName", "imap-" + STARTED.incrementAndGet());
        settings.addProperty("gracefulShutdown", false);
        settings.addProperty("proxyRequired", proxy);
        settings.addProperty("auth.requireSSL", false);
        settings.addProperty("compress", true);
        issuer.ifPresent(trusted -> {
            settings.addProperty("auth.oidc.jwksURL", trusted.keysUrl());
            settings.addProperty("auth.oidc.oidcConfigurationURL", trusted.keysUrl());
            settings.addProperty("auth.oidc.claim", TokenIssuer.CLAIM);
            settings.addProperty("auth.oidc.scope", "email");
        });
        return settings;
    }
}
