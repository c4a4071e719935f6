package io.mailwarden.server.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One connection, line by line; bytes are ISO 8859-1 characters. Not thread-safe. */
public final class Wire implements Closeable {

    private static final int LONGEST_LINE = 10_000_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Connects, tells the client's address if there is one, and begins TLS if the door says so. */
    public static Wire open(Listener door) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) door.patience().toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
        Wire wire = new Wire(socket);
        if (door.client().isPresent()) {
            wire.send(proxyHeader(door.client().orElseThrow(), door.port()));
        }
        if (door.tls()) {
            wire.startTls();
        }
        return wire;
    }

    private static String proxyHeader(String client, int port) {
        boolean six = client.contains(":");
        return String.format(
                Locale.ROOT, "PROXY %s %s %s 50000 %d", six ? "TCP6" : "TCP4", client, six ? "::1" : "127.0.0.1", port);
    }

    /** Begins TLS, whatever the certificate. */
    public void startTls() throws IOException {
        SSLSocket secured = (SSLSocket) trustingAll()
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
        out = secured.getOutputStream();
    }

    /** Sends a line and its CRLF. */
    public void send(String line) throws IOException {
        write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads a line without its CRLF; EOFException when the server has closed. */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection" + (line.size() > 0 ? " after: " + line : ""));
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("endless line from the server");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Reads exactly that many bytes. */
    public String read(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the server closed the connection in a literal");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** The server made its own certificate a moment ago. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
