package io.mailwarden.smtp;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailbox.Authorizator.AuthorizationState;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.api.handler.CommandHandlerResultLogger;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.api.handler.ProtocolHandlerChain;
import org.apache.james.protocols.api.handler.ProtocolHandlerChainImpl;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.smtp.SMTPConfiguration;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.MailCmdHandler;
import org.apache.james.protocols.smtp.core.NoopCmdHandler;
import org.apache.james.protocols.smtp.core.QuitCmdHandler;
import org.apache.james.protocols.smtp.core.RcptCmdHandler;
import org.apache.james.protocols.smtp.core.RsetCmdHandler;
import org.apache.james.protocols.smtp.core.UnknownCmdHandler;
import org.apache.james.protocols.smtp.core.WelcomeMessageHandler;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.smtpserver.DataLineJamesMessageHookHandler;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.apache.james.smtpserver.JamesDataCmdHandler;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.james.smtpserver.UsersRepositoryAuthHook;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.mailet.Mail;

/**
 * James's SMTP server on a free port of the loopback: its network code, its AUTH and its users, with the accounts
 * {@code bob@example.org} (password {@value #PASSWORD}), who may log in as {@code carol@example.org}.
 */
final class SmtpDoor implements AutoCloseable {

    static final String PASSWORD = "right password";

    final ScriptedWarden warden = new ScriptedWarden();
    final TestClock clock = TestClock.at("2026-05-03T06:50:00Z");
    final Alarms alarms = new Alarms(clock);
    final PasswordMarker marker = PasswordMarker.withRandomKey();
    final Sessions sessions = new Sessions(
            SessionsConfig.defaults(),
            account -> warden.restriction(account) == Restriction.BLOCK,
            address -> "",
            clock);
    final List<String> accepted = new CopyOnWriteArrayList<>();
    private final NettyServer server;

    private SmtpDoor(Optional<OidcSASLConfiguration> tokens, boolean proxy, boolean watched) throws Exception {
        ProtocolHandlerChainImpl chain = new ProtocolHandlerChainImpl();
        chain.addAll(
                watched ? watchedHandlers() : List.of(new AuthCmdHandler(), new DataLineJamesMessageHookHandler()));
        chain.addAll(jamesHandlers());
        chain.wireExtensibleHandlers();
        server = new NettyServer.Factory()
                .protocol(new James(chain, new Settings(tokens)))
                .proxyRequired(proxy)
                .build();
        server.setListenAddresses(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setGracefulShutdown(false);
        server.bind();
    }

    private List<ProtocolHandler> watchedHandlers() {
        LiveSessions live = new LiveSessions(sessions, alarms);
        Authentications authentications = new Authentications(warden, marker, clock, alarms, live);
        return List.of(
                new SendingGate(authentications),
                new SessionCloser(live),
                new WatchedAuthHandler(authentications),
                new WatchedDataHandler(authentications, live));
    }

    private List<ProtocolHandler> jamesHandlers() throws Exception {
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        return List.of(
                new WelcomeMessageHandler(),
                new CommandDispatcher<SMTPSession>(),
                new EhloCmdHandler(metrics),
                new MailCmdHandler(metrics),
                new RcptCmdHandler(metrics),
                new JamesDataCmdHandler(metrics),
                new RsetCmdHandler(),
                new NoopCmdHandler(),
                new QuitCmdHandler(metrics),
                new UnknownCmdHandler(metrics),
                new UsersRepositoryAuthHook(users(), SmtpDoor::mayLogInAs),
                (JamesMessageHook) this::accept,
                new CommandHandlerResultLogger());
    }

    private HookResult accept(SMTPSession session, Mail mail) {
        accepted.add(mail.getMaybeSender().asString());
        return HookResult.OK;
    }

    static SmtpDoor open() throws Exception {
        return new SmtpDoor(Optional.empty(), false, true);
    }

    static SmtpDoor openBehindBalancer() throws Exception {
        return new SmtpDoor(Optional.empty(), true, true);
    }

    static SmtpDoor openFor(TokenIssuer issuer) throws Exception {
        return new SmtpDoor(Optional.of(trust(issuer)), false, true);
    }

    /** James alone, to compare with. */
    static SmtpDoor stock(TokenIssuer issuer) throws Exception {
        return new SmtpDoor(Optional.of(trust(issuer)), false, false);
    }

    int port() {
        return server.getListenAddresses().get(0).getPort();
    }

    @Override
    public void close() {
        server.unbind();
    }

    private static MemoryUsersRepository users() throws Exception {
        MemoryDomainList domains = new MemoryDomainList(null);
        domains.configure(DomainListConfiguration.DEFAULT);
        domains.addDomain(Domain.of("example.org"));
        MemoryUsersRepository users = MemoryUsersRepository.withVirtualHosting(domains);
        users.addUser(Username.of("bob@example.org"), PASSWORD);
        users.addUser(Username.of("carol@example.org"), "another");
        return users;
    }

    private static AuthorizationState mayLogInAs(Username user, Username other) {
        boolean granted = user.equals(Username.of("bob@example.org")) && other.equals(Username.of("carol@example.org"));
        return granted ? AuthorizationState.ALLOWED : AuthorizationState.FORBIDDEN;
    }

    private static OidcSASLConfiguration trust(TokenIssuer issuer) throws MalformedURLException {
        URL keys = new URL(issuer.keysUrl());
        return new OidcSASLConfiguration(
                keys, TokenIssuer.CLAIM, keys, "email", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With the sessions of James's own server. */
    private static final class James extends SMTPProtocol {

        private James(ProtocolHandlerChain chain, SMTPConfiguration settings) {
            super(chain, settings);
        }

        @Override
        public ProtocolSession newSession(ProtocolTransport transport) {
            return new ExtendedSMTPSession((SMTPConfiguration) getConfiguration(), transport);
        }
    }

    private static final class Settings extends SMTPConfigurationImpl {

        private final Optional<OidcSASLConfiguration> tokens;

        private Settings(Optional<OidcSASLConfiguration> tokens) {
            this.tokens = tokens;
        }

        @Override
        public boolean isAuthAnnounced(String address, boolean tls) {
            return true;
        }

        @Override
        public Optional<OidcSASLConfiguration> saslConfiguration() {
            return tokens;
        }
    }
}
