package io.mailwarden.scanner.message;

import io.mailwarden.engine.support.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;

/** Decoding of header values that nobody vouches for. */
public final class HeaderText {

    // Decoding encoded words and continued parameters takes time that grows with the square of the length.
    private static final int LONGEST_RAW = 4096;

    private HeaderText() {}

    /** A text as a person reads it: RFC 2047 words decoded, white space joined, cut. */
    public static String decoded(String raw, int maxLength) {
        String unicode = utf8(cut(raw));
        String text;
        try {
            text = DecoderUtil.decodeEncodedWords(unicode, DecodeMonitor.SILENT);
        } catch (RuntimeException e) {
            text = unicode;
        }
        return Text.keepable(text.replaceAll("\\s+", " ").strip(), maxLength);
    }

    /** A token such as a Message-ID, cut. */
    static String token(String raw, int maxLength) {
        return Text.keepable(utf8(cut(raw)).strip(), maxLength);
    }

    /** The header as it stands, cut to a bounded length. */
    public static String raw(String raw) {
        return utf8(cut(raw));
    }

    /** The value of a header before its parameters, lower case. */
    static String value(String raw) {
        int end = raw.indexOf(';');
        return cut(end < 0 ? raw : raw.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** A parameter, RFC 2231 and RFC 2047 forms decoded; empty when there is none. */
    static String parameter(String raw, String name, int maxLength) {
        try {
            RawBody body = RawFieldParser.DEFAULT.parseRawBody(new RawField("Content-Disposition", cut(raw)));
            MimeParameterMapping parameters = new MimeParameterMapping();
            for (NameValuePair pair : body.getParams()) {
                if (pair.getValue() != null) {
                    parameters.addParameter(pair.getName(), pair.getValue());
                }
            }
            String value = parameters.getParameters().get(name);
            return value == null ? "" : decoded(value, maxLength);
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static String cut(String raw) {
        return raw.length() <= LONGEST_RAW ? raw : raw.substring(0, LONGEST_RAW);
    }

    // Mime4j gives each byte as one character; bytes beyond ASCII are UTF-8 (RFC 6532), unless they cannot be.
    private static String utf8(String raw) {
        if (raw.chars().allMatch(c -> c < 0x80) || raw.chars().anyMatch(c -> c > 0xFF)) {
            return raw;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return raw;
        }
    }
}
