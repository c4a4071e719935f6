package io.mailwarden.settings.james;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.io.FileHandler;

/**
 * The files of a James's {@code conf/}, parsed as James 3.8.1 parses them: XML without list delimiters, a missing file
 * like an empty one; properties with commas between the elements of a list. Nothing is kept. Thread-safe.
 */
public final class JamesConf {

    private static final char COMMA = ',';

    private final Source source;

    /** With the files that this finds. */
    public JamesConf(Source source) {
        this.source = source;
    }

    /** Where files come from. */
    @FunctionalInterface
    public interface Source {

        /** The bytes of that file, such as {@code smtpserver.xml}; empty when there is none. */
        Optional<InputStream> open(String name) throws IOException;
    }

    /** The files of a folder. */
    public static JamesConf inFolder(Path folder) {
        return new JamesConf(name -> {
            try {
                return Optional.of(Files.newInputStream(folder.resolve(name)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    /** Whether there is such a file. */
    public boolean has(String name) {
        return bytes(name).isPresent();
    }

    /**
     * An XML file, empty when there is none.
     *
     * @param name without {@code .xml}
     * @throws UnreadableFile when it is no XML
     */
    JamesXml xml(String name) {
        String file = name + ".xml";
        Optional<byte[]> bytes = bytes(file);
        return bytes.isPresent() ? JamesXml.parse(file, bytes.get()) : JamesXml.empty(file);
    }

    /**
     * A file of properties; empty when there is none.
     *
     * @param name without {@code .properties}
     * @throws UnreadableFile when it cannot be parsed
     */
    Optional<PropertiesConfiguration> properties(String name) {
        String file = name + ".properties";
        try (InputStream in = source.open(file).orElse(null)) {
            if (in == null) {
                return Optional.empty();
            }
            PropertiesConfiguration properties = new PropertiesConfiguration();
            properties.setListDelimiterHandler(new DefaultListDelimiterHandler(COMMA));
            new FileHandler(properties).load(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
            return Optional.of(properties);
        } catch (ConfigurationException e) {
            throw new UnreadableFile(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Optional<byte[]> bytes(String file) {
        try (InputStream in = source.open(file).orElse(null)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
