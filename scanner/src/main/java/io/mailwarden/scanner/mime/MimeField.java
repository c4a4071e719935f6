package io.mailwarden.scanner.mime;

import io.mailwarden.engine.support.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Type or Content-Disposition: its value, and its parameters by RFC 2231: sections are joined by their numbers up
 * to the first that is missing, each decoded that has an asterisk at its end, and the extended form wins over the plain one
 * as in RFC 6266 4.3. Immutable.
 */
final class MimeField {

    private static final Pattern TYPE =
            Pattern.compile("([^\\s/;,]{1,100})\\s{0,20}/\\s{0,20}([^\\s/;,]{1,100}).*", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("\\*(\\d{1,6})(\\*?)");

    /** A parameter as it is written: name in lower case, with its asterisks. */
    record Parameter(String name, String value) {}

    private final String value;
    private final List<Parameter> parameters;
    private final boolean whole;

    MimeField(String value, List<Parameter> parameters, boolean whole) {
        this.value = value;
        this.parameters = List.copyOf(parameters);
        this.whole = whole;
    }

    static MimeField parse(String raw) {
        return new FieldParser(raw).field();
    }

    /** What stands before the parameters, lower case. */
    String value() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** The media type that the value is, lower case; empty when it is none. */
    Optional<String> mediaType() {
        Matcher type = TYPE.matcher(value());
        return type.matches() ? Optional.of(type.group(1) + "/" + type.group(2)) : Optional.empty();
    }

    /** Whether all of it was read: what is longer than any program writes is cut. */
    boolean whole() {
        return whole;
    }

    /** A parameter whose value is a token, such as charset; empty when there is none. */
    String token(String name) {
        return extended(name).or(() -> plain(name)).orElse("");
    }

    /** A parameter for people, such as a file name: encoded words decoded, though RFC 2047 5 forbids them there, and cut. */
    String words(String name, int maxLength) {
        return extended(name)
                .map(text -> Text.keepable(text, maxLength))
                .or(() -> plain(name).map(text -> HeaderText.decoded(text, maxLength)))
                .orElse("");
    }

    private Optional<String> exact(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return Optional.of(parameter.value);
            }
        }
        return Optional.empty();
    }

    private Optional<String> extended(String name) {
        return exact(name + "*")
                .map(one -> new Sections().add(one, true).text())
                .or(() -> sections(name, true));
    }

    private Optional<String> plain(String name) {
        return sections(name, false).or(() -> exact(name));
    }

    // Those with an extended one among them, or those without.
    private Optional<String> sections(String name, boolean wanted) {
        Map<Integer, Parameter> sections = new TreeMap<>();
        boolean extended = false;
        for (Parameter parameter : parameters) {
            if (!parameter.name.startsWith(name) || parameter.name.length() == name.length()) {
                continue;
            }
            Matcher section = SECTION.matcher(parameter.name);
            boolean own = section.region(name.length(), parameter.name.length()).matches();
            if (own && sections.putIfAbsent(Integer.valueOf(section.group(1)), parameter) == null) {
                extended |= !section.group(2).isEmpty();
            }
        }
        return sections.isEmpty() || extended != wanted ? Optional.empty() : Optional.of(joined(sections));
    }

    private static String joined(Map<Integer, Parameter> sections) {
        Sections joined = new Sections();
        int expected = -1;
        for (Map.Entry<Integer, Parameter> section : sections.entrySet()) {
            if (expected >= 0 && section.getKey() != expected) {
                break;
            }
            expected = section.getKey() + 1;
            joined.add(section.getValue().value, section.getValue().name.endsWith("*"));
        }
        return joined.text();
    }

    /** The sections of one value, as bytes: a character may be cut between two of them. */
    private static final class Sections {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String charset = "";
        private boolean first = true;

        Sections add(String section, boolean extended) {
            String rest = first && extended ? withoutCharset(section) : section;
            first = false;
            for (int at = 0; at < rest.length(); at++) {
                int code = extended && rest.charAt(at) == '%' ? EncodedWords.hex(rest, at + 1) : -1;
                bytes.write(code < 0 ? rest.charAt(at) : code);
                at += code < 0 ? 0 : 2;
            }
            return this;
        }

        // utf-8'en'%C3%BC
        private String withoutCharset(String section) {
            int charsetEnd = section.indexOf('\'');
            int languageEnd = charsetEnd < 0 ? -1 : section.indexOf('\'', charsetEnd + 1);
            if (languageEnd < 0) {
                return section;
            }
            charset = section.substring(0, charsetEnd);
            return section.substring(languageEnd + 1);
        }

        String text() {
            boolean known = charset.isEmpty() || Charsets.of(charset).isPresent();
            return known ? Charsets.text(bytes.toByteArray(), charset) : bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
