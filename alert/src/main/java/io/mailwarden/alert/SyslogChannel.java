package io.mailwarden.alert;

import com.cloudbees.syslog.SyslogMessage;
import com.google.common.net.HostAndPort;
import io.mailwarden.alert.AlertConfig.SyslogFraming;
import io.mailwarden.alert.AlertConfig.SyslogTransport;
import io.mailwarden.alert.outbox.Channel;
import io.mailwarden.alert.outbox.NotDelivered;
import io.mailwarden.engine.response.alert.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Alerts for a syslog server. Each has a connection of its own, for there are few, and an old connection may be dead
 * without a sign. Syslog knows no answer: by TCP and TLS an alert counts as delivered when the server took the bytes
 * and did not break the connection; by UDP, when it left. The messages are made by a library; the sockets are ours,
 * because its own know no time limit and do not check whose certificate they are shown. Thread-safe.
 */
final class SyslogChannel implements Channel {

    static final String NAME = "syslog";

    // A server that closes when we do shows that it read all of it; one that does not is not waited for.
    private static final int FAREWELL_MILLIS = 1000;

    private final HostAndPort address;
    private final SyslogTransport transport;
    private final SyslogFraming framing;
    private final SyslogText text;
    private final SSLSocketFactory sockets;
    private final int timeoutMillis;

    SyslogChannel(
            HostAndPort address,
            SyslogTransport transport,
            SyslogFraming framing,
            SyslogText text,
            SSLSocketFactory sockets,
            Duration timeout) {
        this.address = address;
        this.transport = transport;
        this.framing = framing;
        this.text = text;
        this.sockets = sockets;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void deliver(String id, Alert alert) {
        SyslogMessage message = text.message(id, alert);
        try {
            if (transport == SyslogTransport.UDP) {
                datagram(message.toRfc5424SyslogMessage().getBytes(StandardCharsets.UTF_8));
            } else {
                stream(framed(message).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new NotDelivered("%s by %s: %s".formatted(address, transport, e.getMessage()), e);
        }
    }

    @Override
    public String tried(String id, Alert alert) {
        deliver(id, alert);
        return transport == SyslogTransport.UDP
                ? "it was sent to %s by UDP, which nobody answers: look for it there".formatted(address)
                : "%s took it by %s; syslog knows no other answer".formatted(address, transport);
    }

    // No alert has a newline in it: see SyslogText.
    private String framed(SyslogMessage message) {
        return switch (framing) {
            case OCTET_COUNTED -> message.toRfc5425SyslogMessage();
            case NEWLINE -> message.toRfc5424SyslogMessage() + '\n';
        };
    }

    // Looked up each time: addresses change.
    private InetSocketAddress resolved() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address.getHost()), address.getPort());
    }

    private void datagram(byte[] bytes) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, resolved()));
        }
    }

    private void stream(byte[] bytes) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(resolved(), timeoutMillis);
            plain.setSoTimeout(timeoutMillis);
            if (transport == SyslogTransport.TLS) {
                try (SSLSocket secured = secured(plain)) {
                    write(secured, bytes);
                }
            } else {
                write(plain, bytes);
            }
        }
    }

    private SSLSocket secured(Socket plain) throws IOException {
        SSLSocket secured = (SSLSocket) sockets.createSocket(plain, address.getHost(), address.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
        socket.setSoTimeout(FAREWELL_MILLIS);
        try {
            InputStream answer = socket.getInputStream();
            int unused = answer.read();
        } catch (SocketTimeoutException e) {
            // Many servers keep their side open.
            return;
        }
    }
}
