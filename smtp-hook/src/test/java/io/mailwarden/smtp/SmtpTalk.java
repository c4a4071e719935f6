package io.mailwarden.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One conversation with the server, line by line, as a mail program would have it. */
final class SmtpTalk implements AutoCloseable {

    static final String CLOSED = "(closed)";

    private final Socket socket;
    private final BufferedReader answers;

    private SmtpTalk(Socket socket) throws IOException {
        this.socket = socket;
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Connects, sends the header lines of a balancer if any, reads the greeting, and says EHLO. */
    static SmtpTalk with(int port, String... before) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        socket.setSoTimeout(10_000);
        SmtpTalk talk = new SmtpTalk(socket);
        for (String line : before) {
            talk.send(line);
        }
        talk.read();
        talk.say("EHLO laptop.example.net");
        return talk;
    }

    /** Sends a line and gives the last line of the answer, or {@link #CLOSED}. */
    String say(String line) throws IOException {
        send(line);
        return read();
    }

    /** The last line of the next answer, or {@link #CLOSED}. */
    String read() throws IOException {
        String line;
        do {
            line = answers.readLine();
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        return line == null ? CLOSED : line;
    }

    String plain(String... tokens) throws IOException {
        return say("AUTH PLAIN " + base64(String.join("\0", tokens)));
    }

    String login(String name, String password) throws IOException {
        say("AUTH LOGIN");
        say(base64(name));
        return say(base64(password));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a line without waiting for an answer. */
    void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
