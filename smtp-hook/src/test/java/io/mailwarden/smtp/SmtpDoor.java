package io.mailwarden.smtp;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.event.PasswordMarker;
import io.mailwarden.engine.fixtures.ScriptedWarden;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.fixtures.TokenIssuer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailbox.Authorizator.AuthorizationState;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.api.handler.CommandHandlerResultLogger;
import org.apache.james.protocols.api.handler.ProtocolHandlerChainImpl;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.NoopCmdHandler;
import org.apache.james.protocols.smtp.core.QuitCmdHandler;
import org.apache.james.protocols.smtp.core.UnknownCmdHandler;
import org.apache.james.protocols.smtp.core.WelcomeMessageHandler;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler;
import org.apache.james.smtpserver.UsersRepositoryAuthHook;
import org.apache.james.user.memory.MemoryUsersRepository;

/**
 * James's SMTP server on a free port of the loopback: its network code, its AUTH and its users, with the accounts {@code
 * bob@example.org} (password {@value #PASSWORD}), who may log in as {@code carol@example.org}.
 */
final class SmtpDoor implements AutoCloseable {

    static final String PASSWORD = "right password";

    final ScriptedWarden warden = new ScriptedWarden();
    final TestClock clock = TestClock.at("2026-05-03T06:50:00Z");
    final Alarms alarms = new Alarms(clock);
    final PasswordMarker marker = PasswordMarker.withRandomKey();
    private final NettyServer server;

    private SmtpDoor(Optional<OidcSASLConfiguration> tokens, boolean proxy, boolean watched) throws Exception {
        SmtpLogins logins = new SmtpLogins(warden, marker, clock, alarms);
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        ProtocolHandlerChainImpl chain = new ProtocolHandlerChainImpl();
        chain.addAll(List.of(
                new WelcomeMessageHandler(),
                new CommandDispatcher<SMTPSession>(),
                watched ? new WatchedAuthHandler(logins) : new AuthCmdHandler(),
                new EhloCmdHandler(metrics),
                new NoopCmdHandler(),
                new QuitCmdHandler(metrics),
                new UnknownCmdHandler(metrics),
                new UsersRepositoryAuthHook(users(), SmtpDoor::mayLogInAs),
                new CommandHandlerResultLogger()));
        chain.wireExtensibleHandlers();
        server = new NettyServer.Factory()
                .protocol(new SMTPProtocol(chain, new Settings(tokens)))
                .proxyRequired(proxy)
                .build();
        server.setListenAddresses(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setGracefulShutdown(false);
        server.bind();
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
