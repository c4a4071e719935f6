package io.mailwarden.scanner.message;

import io.mailwarden.engine.support.Text;
import io.mailwarden.scanner.mime.CalendarText;
import io.mailwarden.scanner.mime.FileKind;
import io.mailwarden.scanner.mime.FlowedText;
import io.mailwarden.scanner.mime.MimeTokens;
import io.mailwarden.scanner.mime.PartDescriptor;
import io.mailwarden.scanner.mime.Rejoined;
import io.mailwarden.scanner.mime.Tnef;
import io.mailwarden.scanner.mime.Uuencoded;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * One pass through the parts of one message, whatever it is made of: cut in depth, in parts and in text, within a few
 * megabytes of memory. What is cut, or can be read in more than one way, is told as a problem. Not thread-safe.
 */
public final class PartWalk {

    static final int MAX_PROBLEM = 200;
    static final int MAX_FILE_NAME = 200;
    static final int MAX_PARTS = 10_000;
    /** Beyond what programs open: each level looks for its boundary in every line below it. */
    static final int MAX_DEPTH = 50;

    /** Of messages within messages, each of which is parsed anew within all that it is in. */
    static final int MAX_MESSAGES = 20;

    static final int MAX_TEXT_OF_PART = 256 * 1024;
    /** Of what the sender wrote; attached texts have as much, so that they cannot use it up. */
    static final int MAX_TEXT = 1024 * 1024;

    private static final int MAX_FILES_IN_TEXT = 20;
    private static final int MAX_TNEF = 4 * 1024 * 1024;

    private static final Set<String> MESSAGES =
            Set.of("message/rfc822", "message/global", "message/news", "message/partial");
    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");
    // What a browser opens as a page, however the part is labelled.
    private static final Pattern PAGE_NAME = Pattern.compile("(?i).*\\.(?:s?html?|xht|xhtml|svg)\\s*");
    private static final Pattern MESSAGE_NAME = Pattern.compile("(?i).*\\.(?:eml|mht|mhtml)\\s*");
    private static final Pattern NEVER_A_PAGE = Pattern.compile("(?:image/(?!svg)|audio/|video/|font/|multipart/).*");
    private static final int NO_HEAD = -1;

    private PartVisitor visitor;
    private Optional<String> problem = Optional.empty();
    private int headDepth = 1;
    private int depth;
    private int attachedMessages;
    // Streams of their own that are no messages: encoded multiparts, and files of Outlook.
    private int nested;
    private int parts;
    private int ownTextLeft = MAX_TEXT;
    private int attachedTextLeft = MAX_TEXT;

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
            MimeTokenStream tokens = MimeTokens.of(message);
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                step(tokens, state);
            }
        } catch (IOException | MimeException | RuntimeException | StackOverflowError e) {
            problem(String.valueOf(e.getMessage()));
        }
        depth = outer;
    }

    private void problem(String why) {
        problem = problem.or(() -> Optional.of(Text.printable(why, MAX_PROBLEM)));
    }

    /** Why something was left out, or may be read otherwise: the first that there was. */
    public Optional<String> problem() {
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
        countPart();
        if (depth >= MAX_DEPTH) {
            // From here on a part is one attachment, whatever is in it.
            tokens.setRecursionMode(RecursionMode.M_FLAT);
            problem("parts nested deeper than " + MAX_DEPTH);
        }
    }

    private void countPart() throws MimeException {
        parts++;
        if (parts > MAX_PARTS) {
            throw new MimeException("more than " + MAX_PARTS + " parts");
        }
    }

    private void leave(MimeTokenStream tokens) {
        depth--;
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    private void field(Field field) {
        if (depth != headDepth) {
            return;
        }
        String name = field.getName().strip().toLowerCase(Locale.ROOT);
        String body = visitor.reads(name) ? field.getBody() : null;
        if (body != null) {
            visitor.header(name, body);
        }
    }

    private void body(MimeTokenStream tokens) throws IOException, MimeException {
        PartDescriptor part = (PartDescriptor) tokens.getBodyDescriptor();
        part.doubt().ifPresent(this::problem);
        if (part.encodedMultipart() && mayOpen()) {
            nested++;
            through(part.multipart(tokens.getInputStream()));
            nested--;
            return;
        }
        InputStream body = tokens.getDecodedInputStream();
        if (!part.uuencoded()) {
            leaf(part, part.fileName(MAX_FILE_NAME), body);
            return;
        }
        Optional<Uuencoded> file = Uuencoded.first(body);
        if (file.isEmpty()) {
            problem("nothing in what says to be uuencoded can be decoded");
        } else {
            String name = part.fileName(MAX_FILE_NAME);
            leaf(part, name.isEmpty() ? named(file.get().name()) : name, file.get());
        }
        SourceStream.drain(body);
    }

    private static String named(String name) {
        return Text.keepable(name, MAX_FILE_NAME);
    }

    private void leaf(PartDescriptor part, String name, InputStream body) throws IOException, MimeException {
        String type = Text.printable(part.getMimeType(), 100);
        MessagePart leaf = new MessagePart(type, name, part.attachment() || !name.isEmpty(), attachedMessages);
        if (MESSAGES.contains(type) && mayOpen()) {
            if (type.equals("message/partial")) {
                problem("a piece of a message (message/partial), the others are elsewhere");
            }
            attached(leaf, body);
        } else if (HTML.contains(type) || opensAsPage(leaf)) {
            html(part, leaf, body);
        } else if (type.equals("text/plain")) {
            text(part, leaf, body);
        } else if (leaf.invitation()) {
            calendar(part, leaf, body);
        } else {
            file(part, leaf, body);
        }
    }

    // A text under the name of a page is saved under that name.
    private static boolean opensAsPage(MessagePart leaf) {
        return leaf.type().startsWith("text/") && PAGE_NAME.matcher(leaf.name()).matches();
    }

    // Streams of their own, for messages and encoded multiparts.
    private boolean mayOpen() {
        if (attachedMessages + nested >= MAX_MESSAGES) {
            problem("messages nested deeper than " + MAX_MESSAGES);
            return false;
        }
        return depth < MAX_DEPTH;
    }

    private void attached(MessagePart leaf, InputStream body) throws IOException {
        PartVisitor outer = visitor;
        int outerHead = headDepth;
        visitor = outer.attached(leaf);
        headDepth = visitor == outer ? NO_HEAD : depth + 1;
        attachedMessages++;
        through(body);
        attachedMessages--;
        headDepth = outerHead;
        visitor = outer;
        SourceStream.drain(body);
    }

    private void html(PartDescriptor part, MessagePart leaf, InputStream body) throws IOException {
        byte[] text = text(leaf, body);
        long bytes = text.length + rest(leaf, body);
        charset(part, leaf);
        visitor.html(leaf, FileKind.text(text, part.getCharset()), bytes);
    }

    private void calendar(PartDescriptor part, MessagePart leaf, InputStream body) throws IOException {
        byte[] text = text(leaf, body);
        InputStream whole = Rejoined.of(text, 0, body);
        visitor.file(leaf, whole);
        SourceStream.drain(whole);
        String shown = CalendarText.shown(part.text(text));
        visitor.text(new MessagePart(leaf.type(), "", false, attachedMessages), shown, shown.length());
    }

    // Tells by what the head of the message may be read.
    private void charset(PartDescriptor part, MessagePart leaf) {
        if (headDepth != NO_HEAD && !leaf.attachment()) {
            visitor.charset(part.getCharset());
        }
    }

    // Files stand in it, too.
    private void text(PartDescriptor part, MessagePart leaf, InputStream body) throws IOException, MimeException {
        InputStream rest = body;
        charset(part, leaf);
        for (int files = 0; ; files++) {
            byte[] text = text(leaf, rest);
            int begin = Uuencoded.begin(text, 0);
            if (begin >= 0 && files >= MAX_FILES_IN_TEXT) {
                problem("more than " + MAX_FILES_IN_TEXT + " files in a text");
                begin = -1;
            }
            if (begin < 0) {
                visitor.text(leaf, shown(part, text), text.length + rest(leaf, rest));
                return;
            }
            if (begin > 0) {
                visitor.text(leaf, shown(part, Arrays.copyOf(text, begin)), begin);
            }
            giveBack(leaf, text.length - begin);
            countPart();
            Uuencoded file = new Uuencoded(Rejoined.of(text, begin, rest));
            file(part, new MessagePart("application/octet-stream", named(file.name()), true, attachedMessages), file);
            rest = file.rest();
        }
    }

    private static String shown(PartDescriptor part, byte[] text) {
        String words = part.text(text);
        return part.flowed() ? FlowedText.joined(words, part.deletesBlanks()) : words;
    }

    private byte[] text(MessagePart leaf, InputStream body) throws IOException {
        boolean own = !leaf.attachment();
        byte[] text = body.readNBytes(Math.min(MAX_TEXT_OF_PART, own ? ownTextLeft : attachedTextLeft));
        ownTextLeft -= own ? text.length : 0;
        attachedTextLeft -= own ? 0 : text.length;
        return text;
    }

    // What was read and is no text.
    private void giveBack(MessagePart leaf, int bytes) {
        ownTextLeft += leaf.attachment() ? 0 : bytes;
        attachedTextLeft += leaf.attachment() ? bytes : 0;
    }

    private long rest(MessagePart leaf, InputStream body) throws IOException {
        long rest = SourceStream.drain(body);
        if (rest > 0 && !leaf.attachment()) {
            problem("more text than is read");
        }
        return rest;
    }

    private void file(PartDescriptor part, MessagePart leaf, InputStream body) throws IOException, MimeException {
        if (part.declaredType().equals("message/external-body") && !part.url().isEmpty()) {
            visitor.text(
                    new MessagePart("text/plain", "", false, attachedMessages),
                    part.url(),
                    part.url().length());
        }
        BufferedInputStream whole = new BufferedInputStream(body, FileKind.HEAD);
        switch (NEVER_A_PAGE.matcher(leaf.type()).matches() ? FileKind.OTHER : FileKind.peek(whole)) {
            case PAGE -> html(part, new MessagePart(leaf.type(), leaf.name(), true, attachedMessages), whole);
            case MESSAGE -> maybeMessage(leaf, whole);
            case TNEF -> tnef(part, leaf, whole);
            case OTHER -> visitor.file(leaf, whole);
        }
        SourceStream.drain(whole);
    }

    // The file itself, as other programs show it, and what Outlook shows in its place.
    private void tnef(PartDescriptor part, MessagePart leaf, InputStream body) throws IOException, MimeException {
        byte[] file = body.readNBytes(MAX_TNEF + 1);
        visitor.file(leaf, Rejoined.of(file, 0, body));
        Tnef tnef = Tnef.read(file);
        if (file.length > MAX_TNEF) {
            problem("more in a winmail.dat than is read");
        } else if (!tnef.whole()) {
            problem("a winmail.dat that is broken");
        }
        if (mayOpen()) {
            nested++;
            for (Tnef.Piece piece : tnef.pieces()) {
                countPart();
                piece(part, piece);
            }
            nested--;
        }
    }

    private void piece(PartDescriptor part, Tnef.Piece piece) throws IOException, MimeException {
        boolean text = piece.type().startsWith("text/");
        InputStream content = new ByteArrayInputStream(piece.content());
        MessagePart leaf = new MessagePart(piece.type(), named(piece.name()), !text, attachedMessages);
        if (!text) {
            file(part, leaf, content);
            return;
        }
        String shown = FileKind.text(text(leaf, content), piece.charset());
        long bytes = piece.content().length;
        rest(leaf, content);
        if (piece.type().equals("text/html")) {
            visitor.html(leaf, shown, bytes);
        } else {
            visitor.text(leaf, shown, bytes);
        }
    }

    // Patches and other texts begin like messages, too.
    private void maybeMessage(MessagePart leaf, InputStream body) throws IOException {
        boolean named = MESSAGE_NAME.matcher(leaf.name()).matches();
        if ((named || leaf.type().startsWith("application/")) && mayOpen()) {
            attached(leaf, body);
        } else {
            visitor.file(leaf, body);
        }
    }
}
