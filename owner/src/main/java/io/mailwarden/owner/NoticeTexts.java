package io.mailwarden.owner;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts of notices and of the page, by language: the shipped ones, and above them those of a folder. Immutable.
 */
public final class NoticeTexts {

    private static final List<String> SHIPPED = List.of("de", "en");
    private static final String ENDING = ".properties";
    private static final int MOST_LANGUAGES = 100;
    private static final long LARGEST = 100_000;
    private static final Pattern WORD = Pattern.compile("\\{([a-z]+)}");

    private final Map<String, Properties> languages = new TreeMap<>();
    private final String otherwise;

    private NoticeTexts(Path folder, String language) throws IOException {
        for (String shipped : SHIPPED) {
            languages.put(shipped, shipped(shipped));
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().limit(MOST_LANGUAGES).toList()) {
                    add(file);
                }
            }
        }
        otherwise = language;
        if (!languages.containsKey(language)) {
            throw new IOException("there are no texts in " + language + ", but in " + languages.keySet());
        }
    }

    /** As those settings have them; UncheckedIOException when they cannot be read, with what is expected. */
    public static NoticeTexts of(NoticeWording wording) {
        try {
            return new NoticeTexts(wording.textsFolder(), wording.language());
        } catch (IOException | IllegalArgumentException e) {
            throw new UncheckedIOException(
                    "texts of notices: " + e.getMessage(), e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** What is wrong with them, if anything. */
    static Optional<String> trouble(NoticeWording wording) {
        try {
            NoticeTexts unused = of(wording);
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.of(
                    "expected files such as en.properties that can be read: " + String.valueOf(e.getMessage()));
        }
    }

    private static Properties shipped(String language) throws IOException {
        try (InputStream file = NoticeTexts.class.getResourceAsStream("texts/" + language + ENDING)) {
            if (file == null) {
                throw new IllegalStateException("not shipped: " + language);
            }
            return read(new InputStreamReader(file, StandardCharsets.UTF_8), new Properties());
        }
    }

    private void add(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String language = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
        if (!NoticeWording.LANGUAGE.matcher(language).matches()) {
            return;
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than " + LARGEST + " bytes");
        }
        Properties below = languages.getOrDefault(language, shipped("en"));
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Properties own = read(text, new Properties());
            for (String key : own.stringPropertyNames()) {
                if (!below.containsKey(key)) {
                    throw new IOException(file + ": there is no text " + key);
                }
            }
            Properties all = new Properties();
            all.putAll(below);
            all.putAll(own);
            languages.put(language, all);
        }
    }

    private static Properties read(Reader text, Properties into) throws IOException {
        into.load(text);
        return into;
    }

    /** The language of that name, or its main language, when there are texts in it; else the settings'. */
    public String languageFor(String wished) {
        String known = known(wished);
        return known.isEmpty() ? otherwise : known;
    }

    private String known(String wished) {
        String main = wished.replaceAll("-.*", "").toLowerCase(Locale.ROOT);
        return languages.containsKey(wished) ? wished : languages.containsKey(main) ? main : "";
    }

    /** The first language of a browser's list (RFC 9110, Accept-Language, in its order) that there are texts in. */
    public String accepted(String header) {
        for (String one : header.split(",", 20)) {
            String known = known(one.replaceAll(";.*", "").strip());
            if (!known.isEmpty()) {
                return known;
            }
        }
        return otherwise;
    }

    /** The text of that key in that language. */
    public String text(String language, String key) {
        Properties texts = languages.containsKey(language) ? languages.get(language) : languages.get(otherwise);
        String text = texts == null ? null : texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key);
        }
        return text;
    }

    /**
     * The same with its words in braces filled in; others stay as they are, and what is filled in is not looked into.
     */
    String filled(String language, String key, Map<String, String> values) {
        return WORD.matcher(text(language, key))
                .replaceAll(word -> Matcher.quoteReplacement(values.getOrDefault(word.group(1), word.group())));
    }
}
