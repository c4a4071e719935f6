package io.mailwarden.scanner.mime;

import io.mailwarden.engine.support.Text;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/**
 * Tells Mime4j what a part is: of its own reading it keeps comments in Content-Transfer-Encoding, takes a Content-Type
 * without its semicolon for plain text, and joins RFC 2231's sections as they come. Not thread-safe.
 */
final class PartDescriptorBuilder implements BodyDescriptorBuilder {

    private static final MimeField NOTHING = MimeField.parse("");

    private final String defaultType;
    private @Nullable MimeField contentType;
    private @Nullable MimeField disposition;
    private TransferEncoding encoding = TransferEncoding.NONE;
    private boolean encodingSaid;
    private Optional<String> doubt = Optional.empty();

    PartDescriptorBuilder() {
        this("text/plain");
    }

    private PartDescriptorBuilder(String defaultType) {
        this.defaultType = defaultType;
    }

    @Override
    public void reset() {
        contentType = null;
        disposition = null;
        encoding = TransferEncoding.NONE;
        encodingSaid = false;
        doubt = Optional.empty();
    }

    @Override
    public @Nullable Field addField(RawField raw) {
        // Most headers say nothing of it, and are not decoded.
        String name = raw.getName();
        String body = mayBeContent(name) ? raw.getBody() : null;
        if (body != null) {
            switch (name.strip().toLowerCase(Locale.ROOT)) {
                case "content-type" -> contentType(MimeField.parse(body));
                case "content-disposition" -> disposition = disposition == null ? MimeField.parse(body) : disposition;
                case "content-transfer-encoding" -> encoding(body);
                default -> {
                    // Does not say what the part is.
                }
            }
        }
        return null;
    }

    private static boolean mayBeContent(String name) {
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        return first == 'C' || first == 'c' || first <= ' ';
    }

    private void contentType(MimeField field) {
        if (contentType == null) {
            contentType = field;
        } else if (!contentType.mediaType().equals(field.mediaType())) {
            doubt("two Content-Types, " + contentType.value() + " and " + field.value());
        }
    }

    // Of two, programs take one or the other: what is encoded is decoded, and that there are two is told.
    private void encoding(String body) {
        TransferEncoding said = TransferEncoding.of(body);
        if (encodingSaid && said != encoding) {
            doubt("two Content-Transfer-Encodings");
        }
        encoding = encoding == TransferEncoding.NONE ? said : encoding;
        encodingSaid = true;
    }

    private void doubt(String why) {
        doubt = doubt.or(() -> Optional.of(Text.printable(why, 150)));
    }

    @Override
    public BodyDescriptor build() {
        MimeField type = contentType == null ? NOTHING : contentType;
        MimeField disposed = disposition == null ? NOTHING : disposition;
        if (!type.whole() || !disposed.whole()) {
            doubt("a header longer than " + FieldParser.LONGEST);
        }
        return new PartDescriptor(type.mediaType().orElse(defaultType), type, disposed, encoding, doubt);
    }

    @Override
    public BodyDescriptorBuilder newChild() {
        boolean digest = contentType != null && contentType.value().startsWith("multipart/digest");
        return new PartDescriptorBuilder(digest ? "message/rfc822" : "text/plain");
    }
}
