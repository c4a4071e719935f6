package io.mailwarden.server.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain IMAP client on one connection, for tests and the demonstration. Not thread-safe. */
public final class ImapClient implements Closeable {

    /**
     * What the server said to one command.
     *
     * @param status OK, NO, BAD, or BYE when it closed instead of answering
     * @param text the rest of the tagged line
     * @param untagged all other lines, with their literals
     */
    public record Answer(String status, String text, List<String> untagged) {

        public Answer {
            untagged = List.copyOf(untagged);
        }

        /** Whether the command was answered with OK. */
        public boolean ok() {
            return status.equals("OK");
        }

        @Override
        public String toString() {
            return status + " " + text;
        }
    }

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,9})}$");

    private final Wire wire;
    private final String greeting;
    private int commands;

    private ImapClient(Wire wire) throws IOException {
        this.wire = wire;
        this.greeting = wire.readLine();
    }

    /** Connects and reads the greeting. */
    public static ImapClient open(Listener door) throws IOException {
        return new ImapClient(Wire.open(door));
    }

    /** The first thing that the server said. */
    public String greeting() {
        return greeting;
    }

    /** Sends a command, such as {@code NOOP}, and reads up to its tagged line. */
    public Answer command(String command) throws IOException {
        String tag = "a" + ++commands;
        wire.send(tag + " " + command);
        return answer(tag, wire.readLine(), command.equalsIgnoreCase("LOGOUT"));
    }

    /** Sends a command that waits for more, sends that, and reads up to the tagged line. */
    public Answer command(String command, String continuation) throws IOException {
        String tag = "a" + ++commands;
        wire.send(tag + " " + command);
        String line = wire.readLine();
        if (!line.startsWith("+")) {
            return answer(tag, line, false);
        }
        wire.send(continuation);
        return answer(tag, wire.readLine(), false);
    }

    /** Says STARTTLS and begins it. */
    public void startTls() throws IOException {
        Answer answer = command("STARTTLS");
        if (!answer.ok()) {
            throw new IOException("STARTTLS was answered with " + answer);
        }
        wire.startTls();
    }

    /** Logs in by the command LOGIN. */
    public Answer login(String user, String password) throws IOException {
        return command("LOGIN " + quoted(user) + " " + quoted(password));
    }

    /** Logs in with AUTHENTICATE PLAIN. */
    public Answer authenticate(String user, String password) throws IOException {
        byte[] secret = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return command("AUTHENTICATE PLAIN", Base64.getEncoder().encodeToString(secret));
    }

    /** Says LOGOUT; James may close before its answer is out. */
    public void logout() throws IOException {
        wire.send("bye LOGOUT");
    }

    /** Tells the client's name and version. */
    public Answer id(String name, String version) throws IOException {
        return command("ID (\"name\" %s \"version\" %s)".formatted(quoted(name), quoted(version)));
    }

    /** Below the commands: for what no client should do. */
    public Wire wire() {
        return wire;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** LOGOUT is answered with BYE and then the tagged line; otherwise BYE is the last word. */
    private Answer answer(String tag, String first, boolean leaving) throws IOException {
        List<String> untagged = new ArrayList<>();
        String line = withLiterals(first);
        while (!line.startsWith(tag + " ")) {
            untagged.add(line);
            if (line.startsWith("* BYE") && !leaving) {
                return new Answer("BYE", line.substring(2), untagged);
            }
            line = withLiterals(wire.readLine());
        }
        String[] parts = line.substring(tag.length() + 1).split(" ", 2);
        return new Answer(parts[0], parts.length > 1 ? parts[1] : "", untagged);
    }

    private String withLiterals(String first) throws IOException {
        StringBuilder whole = new StringBuilder(first);
        Matcher literal = LITERAL.matcher(first);
        while (literal.find()) {
            whole.append("\r\n").append(wire.read(Integer.parseInt(literal.group(1))));
            String rest = wire.readLine();
            whole.append(rest);
            literal = LITERAL.matcher(rest);
        }
        return whole.toString();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
