package io.mailwarden.scanner.message;

import io.mailwarden.engine.support.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.CharsetUtil;

/**
 * One pass through the parts of one message, whatever it is made of: cut in depth, in parts and in text, within a few
 * megabytes of memory. Not thread-safe.
 */
public final class PartWalk {

    static final int MAX_PROBLEM = 200;
    static final int MAX_FILE_NAME = 200;
    static final int MAX_PARTS = 10_000;
    static final int MAX_DEPTH = 20;
    static final int MAX_TEXT_OF_PART = 256 * 1024;
    static final int MAX_TEXT = 1024 * 1024;

    // Room for a To header of some ten thousand recipients; how many headers there are costs no memory.
    private static final int MAX_HEADER = 1024 * 1024;

    static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(MAX_HEADER)
            .setMaxLineLen(MAX_HEADER)
            .build();

    private final PartVisitor visitor;
    private Optional<String> problem = Optional.empty();
    private int depth;
    private int attachedMessages;
    private int parts;
    private int textLeft = MAX_TEXT;
    private long textBytes;
    private String disposition = "";
    private String fileName = "";

    public PartWalk(PartVisitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Walks through the message to its end.
     *
     * @throws IOException only when the stream itself cannot be read
     * @return size of the whole message in bytes
     */
    public long read(InputStream message) throws IOException {
        SourceStream source = new SourceStream(message);
        through(source);
        return source.finish();
    }

    /** Walks to the end, or to what cannot be read; what was seen until then stays. */
    private void through(InputStream message) {
        int outer = depth;
        try {
            MimeTokenStream tokens = new MimeTokenStream(LENIENT);
            // A message within the message is walked by a walk of its own: see ShortBlanks.
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
            tokens.parse(new ShortBlanks(message));
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                step(tokens, state);
            }
        } catch (IOException | MimeException | RuntimeException | StackOverflowError e) {
            problem = Optional.of(Text.printable(String.valueOf(e.getMessage()), MAX_PROBLEM));
        }
        depth = outer;
    }

    /** Why something was left out. */
    Optional<String> problem() {
        return problem;
    }

    private void step(MimeTokenStream tokens, EntityState state) throws IOException, MimeException {
        switch (state) {
            case T_START_MESSAGE, T_START_BODYPART -> enter(tokens);
            case T_END_MESSAGE, T_END_BODYPART -> leave(tokens);
            case T_FIELD -> field(tokens.getField());
            case T_BODY -> body(tokens);
            default -> {
                // Preambles, epilogues and borders say nothing.
            }
        }
    }

    private void enter(MimeTokenStream tokens) throws MimeException {
        depth++;
        parts++;
        disposition = "";
        fileName = "";
        if (parts > MAX_PARTS) {
            throw new MimeException("more than " + MAX_PARTS + " parts");
        }
        if (depth >= MAX_DEPTH) {
            // From here on a part is one attachment, whatever is in it.
            tokens.setRecursionMode(RecursionMode.M_FLAT);
            problem = Optional.of("parts nested deeper than " + MAX_DEPTH);
        }
    }

    private void leave(MimeTokenStream tokens) {
        depth--;
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    private void field(Field field) {
        String body = field.getBody();
        if (body == null) {
            return;
        }
        String name = field.getName().toLowerCase(Locale.ROOT);
        if (depth == 1) {
            visitor.header(name, body);
        }
        switch (name) {
            case "content-disposition" -> {
                disposition = HeaderText.value(body);
                fileName = orElse(HeaderText.parameter(body, "filename", MAX_FILE_NAME), fileName);
            }
            case "content-type" -> fileName = orElse(fileName, HeaderText.parameter(body, "name", MAX_FILE_NAME));
            default -> {
                // Other headers do not say what the part is.
            }
        }
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private void body(MimeTokenStream tokens) throws IOException {
        String type = Text.printable(tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT), 100);
        InputStream body = tokens.getDecodedInputStream();
        if (type.equals("message/rfc822") && depth < MAX_DEPTH) {
            attachedMessages++;
            through(body);
            attachedMessages--;
            SourceStream.drain(body);
        } else if (type.equals("text/plain")) {
            String text = text(tokens, body);
            visitor.text(part(type), text, textBytes);
        } else if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
            String text = text(tokens, body);
            visitor.html(part(type), text, textBytes);
        } else {
            visitor.file(part(type), body);
            SourceStream.drain(body);
        }
    }

    private MessagePart part(String type) {
        return new MessagePart(type, fileName, attachment(), attachedMessages);
    }

    private boolean attachment() {
        return disposition.equals("attachment") || !fileName.isEmpty();
    }

    private String text(MimeTokenStream tokens, InputStream body) throws IOException {
        byte[] text = body.readNBytes(Math.min(MAX_TEXT_OF_PART, textLeft));
        textLeft -= text.length;
        textBytes = text.length + SourceStream.drain(body);
        return decode(text, tokens);
    }

    private static String decode(byte[] text, MimeTokenStream tokens) {
        String name = tokens.getBodyDescriptor().getCharset();
        Charset charset = name == null ? null : CharsetUtil.lookup(name);
        // Links are ASCII; where the label is wrong or ASCII is claimed, UTF-8 loses nothing.
        return new String(
                text, charset == null || charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
    }
}
