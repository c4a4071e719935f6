package io.mailwarden.scanner.helpers;

import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.support.Text;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** ClamAV's daemon by its own protocol over TCP: {@code zINSTREAM} (clamd(8)). */
public final class Clamd implements Helper {

    // ClamAV's own StreamMaxLength was 25 MiB for long, and is so in many installations.
    static final long MOST_SENT = 25L * 1024 * 1024;

    private static final int MOST_READ = 4096;
    private static final int CHUNK = 64 * 1024;

    private final String host;
    private final int port;
    private final Duration timeout;

    Clamd(String host, int port, Duration timeout) {
        this.host = host;
        this.port = port;
        this.timeout = timeout;
    }

    public static Clamd at(String address, Duration timeout) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        return new Clamd(host, Integer.parseInt(address.substring(colon + 1)), timeout);
    }

    @Override
    public String name() {
        return "clamav";
    }

    @Override
    public Opinion ask(ScanTarget target) throws IOException {
        try (Socket socket = new Socket();
                InputStream message = target.source().open()) {
            // Nothing else ends a write to somebody who does not read.
            CompletableFuture<Void> deadline =
                    new CompletableFuture<Void>().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture<Void> closing = deadline.whenComplete((nothing, late) -> {
                if (late != null) {
                    close(socket);
                }
            });
            try {
                socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
                socket.setSoTimeout((int) timeout.toMillis());
                return exchange(socket, message);
            } catch (IOException e) {
                throw closing.isCompletedExceptionally() ? new IOException("no answer within " + timeout, e) : e;
            } finally {
                deadline.complete(null);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }

    private static Opinion exchange(Socket socket, InputStream message) throws IOException {
        boolean whole;
        try {
            whole = send(new DataOutputStream(socket.getOutputStream()), message);
        } catch (IOException e) {
            // It answers and hangs up in the middle of what is over its limit; the answer is there to be read.
            String answer = answer(socket, e);
            if (answer.isEmpty()) {
                throw e;
            }
            return opinion(answer);
        }
        Opinion opinion = opinion(answer(socket, null));
        return whole || opinion.score() > 0 || !opinion.reasons().isEmpty()
                ? opinion
                : notScanned("what is behind the first " + (MOST_SENT >> 20) + " MiB");
    }

    // Whether it was all of the message.
    private static boolean send(DataOutputStream out, InputStream message) throws IOException {
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        byte[] chunk = new byte[CHUNK];
        long left = MOST_SENT;
        int read = message.read(chunk);
        for (; read > 0 && left > 0; read = message.read(chunk)) {
            out.writeInt(read);
            out.write(chunk, 0, read);
            left -= read;
        }
        out.writeInt(0);
        out.flush();
        return read <= 0;
    }

    private static String answer(Socket socket, @Nullable IOException broken) throws IOException {
        try {
            byte[] answer = socket.getInputStream().readNBytes(MOST_READ);
            return new String(answer, StandardCharsets.UTF_8).replace("\0", "").strip();
        } catch (IOException e) {
            throw broken == null ? e : broken;
        }
    }

    private static Opinion opinion(String answer) throws IOException {
        if (answer.contains("size limit exceeded")) {
            return notScanned("the message is larger than its StreamMaxLength");
        }
        if (answer.endsWith(" FOUND")) {
            int colon = answer.indexOf(':');
            String name = answer.substring(colon + 1, answer.length() - " FOUND".length())
                    .strip();
            // With AlertExceedsMax it says so of what it did not look into.
            return name.startsWith("Heuristics.Limits.Exceeded")
                    ? notScanned(name)
                    : new Opinion(1, List.of(Text.printable("ClamAV: " + name, 200)));
        }
        if (answer.endsWith(" OK")) {
            return Opinion.NOTHING;
        }
        throw new IOException("clamd answers \"" + Text.printable(answer, 100) + '"');
    }

    private static Opinion notScanned(String why) {
        return new Opinion(0, List.of(Text.printable("ClamAV: not scanned: " + why, 200)));
    }
}
