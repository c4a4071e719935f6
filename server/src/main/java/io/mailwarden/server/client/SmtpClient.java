package io.mailwarden.server.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A plain SMTP client on one connection, for tests and the demonstration. Not thread-safe. */
public final class SmtpClient implements Closeable {

    /**
     * A reply of the server: code and lines.
     *
     * @param code the three digits
     * @param lines each line's text
     */
    public record SmtpReply(int code, List<String> lines) {

        public SmtpReply {
            lines = List.copyOf(lines);
        }

        /** Whether it is a 2xx. */
        public boolean positive() {
            return code / 100 == 2;
        }

        @Override
        public String toString() {
            return code + " " + String.join(" / ", lines);
        }
    }

    private final Wire wire;
    private final SmtpReply greeting;

    private SmtpClient(Wire wire) throws IOException {
        this.wire = wire;
        this.greeting = reply();
    }

    /** Connects and reads the greeting. */
    public static SmtpClient open(Listener door) throws IOException {
        return new SmtpClient(Wire.open(door));
    }

    /** Connects, says EHLO and logs in; IOException when the server does not want that. */
    public static SmtpClient loggedIn(Listener door, String user, String password) throws IOException {
        SmtpClient client = open(door);
        client.ehlo("mua.example");
        SmtpReply reply = client.authPlain(user, password);
        if (!reply.positive()) {
            client.close();
            throw new IOException("AUTH was answered with " + reply);
        }
        return client;
    }

    /** The first thing that the server said. */
    public SmtpReply greeting() {
        return greeting;
    }

    /** Sends a line and reads the reply. */
    public SmtpReply command(String line) throws IOException {
        wire.send(line);
        return reply();
    }

    /** Introduces the client by EHLO. */
    public SmtpReply ehlo(String name) throws IOException {
        return command("EHLO " + name);
    }

    /** Says STARTTLS and begins it. */
    public void startTls() throws IOException {
        SmtpReply reply = command("STARTTLS");
        if (!reply.positive()) {
            throw new IOException("STARTTLS was answered with " + reply);
        }
        wire.startTls();
    }

    /** Logs in with AUTH PLAIN in one line. */
    public SmtpReply authPlain(String user, String password) throws IOException {
        return command("AUTH PLAIN " + base64("\0" + user + "\0" + password));
    }

    /** Logs in with AUTH LOGIN in three. */
    public SmtpReply authLogin(String user, String password) throws IOException {
        SmtpReply reply = command("AUTH LOGIN");
        if (reply.code() != 334) {
            return reply;
        }
        reply = command(base64(user));
        return reply.code() == 334 ? command(base64(password)) : reply;
    }

    /** Sends a message, whose lines end with CRLF; the first reply that is not positive ends it. */
    public SmtpReply send(String sender, List<String> recipients, String message) throws IOException {
        SmtpReply reply = command("MAIL FROM:<" + sender + ">");
        for (String recipient : recipients) {
            if (!reply.positive()) {
                return reply;
            }
            reply = command("RCPT TO:<" + recipient + ">");
        }
        return reply.positive() ? data(message) : reply;
    }

    /** Sends DATA and the message. */
    public SmtpReply data(String message) throws IOException {
        SmtpReply reply = command("DATA");
        if (reply.code() != 354) {
            return reply;
        }
        String stuffed = message.startsWith(".") ? "." + message : message;
        stuffed = stuffed.replace("\r\n.", "\r\n..");
        wire.write(stuffed.getBytes(StandardCharsets.ISO_8859_1));
        return command(stuffed.endsWith("\r\n") ? "." : "\r\n.");
    }

    /** Below the commands: for what no client should do. */
    public Wire wire() {
        return wire;
    }

    /** Reads the next reply of the server. */
    public SmtpReply reply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = wire.readLine();
        while (line.length() > 3 && line.charAt(3) == '-') {
            lines.add(line.substring(4));
            line = wire.readLine();
        }
        lines.add(line.length() > 4 ? line.substring(4) : "");
        try {
            return new SmtpReply(Integer.parseInt(line.substring(0, Math.min(3, line.length()))), lines);
        } catch (NumberFormatException e) {
            throw new IOException("not an SMTP reply: " + line, e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
