package io.mailwarden.imap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** One conversation with the server, as a mail program would have it. */
final class ImapTalk implements AutoCloseable {

    static final String CLOSED = "(closed)";
    private static final String TAG = "a1";

    private final Socket socket;
    private BufferedReader answers;
    private OutputStream out;

    private ImapTalk(Socket socket) throws IOException {
        this.socket = socket;
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        this.out = socket.getOutputStream();
    }

    /** Connects, sends the header lines of a balancer if any, and reads the greeting. */
    static ImapTalk with(int port, String... before) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        socket.setSoTimeout(10_000);
        ImapTalk talk = new ImapTalk(socket);
        for (String line : before) {
            talk.send(line);
        }
        talk.read();
        return talk;
    }

    /** Sends a tagged command; everything that is answered, up to the tagged line, a continuation, BYE or the end. */
    String say(String command) throws IOException {
        send(TAG + " " + command);
        return answer();
    }

    /** Sends a line of a continuation. */
    String goOn(String line) throws IOException {
        send(line);
        return answer();
    }

    /** The next line, or {@link #CLOSED}. */
    String read() throws IOException {
        String line = answers.readLine();
        return line == null ? CLOSED : line;
    }

    /** Compresses from now on, both ways (RFC 4978). */
    String compress() throws IOException {
        String answer = say("COMPRESS DEFLATE");
        InputStream inflated = new InflaterInputStream(socket.getInputStream(), new Inflater(true), 1) {
            // Claims otherwise that there is more, whatever there is.
            @Override
            public int available() {
                return 0;
            }
        };
        answers = new BufferedReader(new InputStreamReader(inflated, StandardCharsets.US_ASCII));
        out = new DeflaterOutputStream(
                socket.getOutputStream(), new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
        return answer;
    }

    String plain(String... tokens) throws IOException {
        return say("AUTHENTICATE PLAIN " + base64(String.join("\0", tokens)));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String answer() throws IOException {
        StringBuilder all = new StringBuilder();
        String line;
        do {
            line = read();
            all.append(line).append('\n');
        } while (!line.equals(CLOSED) && !line.startsWith(TAG) && !line.startsWith("+") && !line.startsWith("* BYE"));
        return all.toString();
    }

    private void send(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
