package io.mailwarden.scanner.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.jspecify.annotations.Nullable;

/** What the headers of a part say that it is, as programs read them. Immutable. */
public final class PartDescriptor implements BodyDescriptor {

    private static final String MULTIPART = "multipart/";
    private static final int BEGINNING = 16 * 1024;

    private final String declared;
    private final MimeField contentType;
    private final MimeField disposition;
    private final TransferEncoding encoding;
    private final Optional<String> doubt;
    private final String boundary;

    PartDescriptor(
            String declared,
            MimeField contentType,
            MimeField disposition,
            TransferEncoding encoding,
            Optional<String> doubt) {
        this.declared = declared;
        this.contentType = contentType;
        this.disposition = disposition;
        this.encoding = encoding;
        this.doubt = doubt;
        boundary =
                declared.startsWith(MULTIPART) ? contentType.token("boundary").stripTrailing() : "";
    }

    /** Without a boundary it is no multipart (RFC 2046 5.1.1), but a text; an encoded one is opened by who reads it. */
    @Override
    public String getMimeType() {
        if (!declared.startsWith(MULTIPART)) {
            return declared;
        }
        return boundary.isEmpty() ? "text/plain" : encodedMultipart() ? "application/octet-stream" : declared;
    }

    /**
     * Whether it is a multipart that says to be encoded as a whole, which RFC 2045 6.4 forbids. Some that say so are, and
     * some are not.
     */
    public boolean encodedMultipart() {
        return declared.startsWith(MULTIPART)
                && !boundary.isEmpty()
                && (encoding == TransferEncoding.BASE64 || encoding == TransferEncoding.QUOTED_PRINTABLE);
    }

    /** Such a multipart as a message of its own, decoded when no part of it begins before it is. */
    public InputStream multipart(InputStream raw) throws IOException {
        BufferedInputStream body = new BufferedInputStream(raw, BEGINNING);
        body.mark(BEGINNING);
        String beginning = new String(body.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        body.reset();
        String quoted = boundary.replace("\\", "\\\\").replace("\"", "\\\"");
        String head = "Content-Type: " + declared + "; boundary=\"" + quoted + "\"\r\n\r\n";
        InputStream parts = beginning.contains("--" + boundary)
                ? body
                : encoding == TransferEncoding.BASE64
                        ? new Base64InputStream(body, DecodeMonitor.SILENT)
                        : new QuotedPrintableInputStream(body, DecodeMonitor.SILENT);
        return Rejoined.of(head.getBytes(StandardCharsets.ISO_8859_1), 0, parts);
    }

    @Override
    public String getMediaType() {
        return getMimeType().substring(0, getMimeType().indexOf('/'));
    }

    @Override
    public String getSubType() {
        return getMimeType().substring(getMimeType().indexOf('/') + 1);
    }

    /** The media type that is said, lower case. */
    public String declaredType() {
        return declared;
    }

    @Override
    public @Nullable String getBoundary() {
        return boundary.isEmpty() ? null : boundary;
    }

    @Override
    public String getCharset() {
        return contentType.token("charset");
    }

    @Override
    public String getTransferEncoding() {
        return encoding.label();
    }

    /** Whether it is written as programs before MIME wrote files. */
    public boolean uuencoded() {
        return encoding == TransferEncoding.UUENCODE;
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    /** The file name, decoded and cut; empty when there is none. */
    public String fileName(int maxLength) {
        String name = disposition.words("filename", maxLength);
        return name.isEmpty() ? contentType.words("name", maxLength) : name;
    }

    /** Whether it says that it is to be shown as a file of its own; what has a name is so in any case. */
    public boolean attachment() {
        return disposition.value().equals("attachment");
    }

    /** Whether the lines of a text are joined again where they end in a blank (RFC 3676). */
    public boolean flowed() {
        return contentType.token("format").toLowerCase(Locale.ROOT).equals("flowed");
    }

    /** Whether these blanks are none of the text. */
    public boolean deletesBlanks() {
        return contentType.token("delsp").toLowerCase(Locale.ROOT).equals("yes");
    }

    /** Where a part lies that is not in the message (RFC 2017); empty when that is not said. */
    public String url() {
        return contentType.token("url").replaceAll("\\s+", "");
    }

    /** The bytes as text in the character set that is said, or in one that fits. */
    public String text(byte[] bytes) {
        return Charsets.text(bytes, getCharset());
    }

    /** Why programs may read the part otherwise; empty when all do alike. */
    public Optional<String> doubt() {
        boolean unknown = encoding == TransferEncoding.UNKNOWN && declared.startsWith("text/");
        return doubt.or(() -> unknown ? Optional.of("a text in an encoding that nobody knows") : Optional.empty());
    }
}
