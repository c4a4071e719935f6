package io.mailwarden.owner.page;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one small request of HTTP/1 and nothing after it (RFC 9112, and stricter: no chunks, no folded lines, no lone
 * line feeds, no absolute URLs). James does not bring Netty's own decoder with every app, and what cannot be said here
 * cannot be misread between a proxy and this. What is not such a request becomes an {@link Unreadable}.
 */
final class RequestDecoder extends ByteToMessageDecoder {

    /** Most bytes of the request line and all headers. */
    static final int LARGEST_HEAD = 8192;

    /** Most bytes of a body: a form with one field. */
    static final int LARGEST_BODY = 1024;

    private static final int MOST_HEADERS = 64;
    private static final Pattern FIRST = Pattern.compile("([A-Z]{1,10}) (/[!-~]{0,1000}) HTTP/1\\.[01]");
    private static final Pattern HEADER =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}):[ \\t]*([ -~\\t\\x80-\\xFF]*)");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private boolean done;
    // How much of the head was looked through: who sends it byte by byte does not have it looked through as often.
    private int looked;

    /** A request that is none, and the status that says so. */
    record Unreadable(int status) {}

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (done) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int end = end(in);
        if (end < 0) {
            if (in.readableBytes() > LARGEST_HEAD) {
                finish(in, out, new Unreadable(431));
            }
            return;
        }
        Object request = end > LARGEST_HEAD ? new Unreadable(431) : request(in, end);
        if (request != null) {
            finish(in, out, request);
        }
    }

    private void finish(ByteBuf in, List<Object> out, Object request) {
        done = true;
        in.skipBytes(in.readableBytes());
        out.add(request);
    }

    // Bytes up to the end of the head, from where reading goes on; -1 when it is not there yet.
    private int end(ByteBuf in) {
        int most = Math.min(in.readableBytes(), LARGEST_HEAD + END.length);
        while (looked + END.length <= most) {
            if (at(in, looked)) {
                return looked;
            }
            looked++;
        }
        return -1;
    }

    private static boolean at(ByteBuf in, int from) {
        for (int i = 0; i < END.length; i++) {
            if (in.getByte(in.readerIndex() + from + i) != END[i]) {
                return false;
            }
        }
        return true;
    }

    // Null while the body is not there yet.
    private static @Nullable Object request(ByteBuf in, int end) {
        String head = in.toString(in.readerIndex(), end, StandardCharsets.ISO_8859_1);
        String[] lines = head.split("\r\n", MOST_HEADERS + 2);
        Matcher first = FIRST.matcher(lines[0]);
        if (!first.matches()) {
            return new Unreadable(400);
        }
        if (lines.length > MOST_HEADERS + 1) {
            return new Unreadable(431);
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            Matcher header = HEADER.matcher(lines[i]);
            if (!header.matches()) {
                return new Unreadable(400);
            }
            headers.merge(
                    header.group(1).toLowerCase(Locale.ROOT),
                    header.group(2).strip(),
                    (one, other) -> one + "," + other);
        }
        return withBody(in, end + END.length, first, headers);
    }

    private static @Nullable Object withBody(ByteBuf in, int from, Matcher first, Map<String, String> headers) {
        String length = headers.getOrDefault("content-length", "0");
        if (headers.containsKey("transfer-encoding") || !LENGTH.matcher(length).matches()) {
            return new Unreadable(400);
        }
        int bytes = Integer.parseInt(length);
        if (bytes > LARGEST_BODY) {
            return new Unreadable(413);
        }
        if (in.readableBytes() < from + bytes) {
            return null;
        }
        String body = in.toString(in.readerIndex() + from, bytes, StandardCharsets.ISO_8859_1);
        String path = first.group(2);
        int question = path.indexOf('?');
        return new PageRequest(
                first.group(1), question < 0 ? path : path.substring(0, question), Map.copyOf(headers), body);
    }
}
