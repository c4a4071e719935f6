package io.mailwarden.owner;

import io.mailwarden.engine.event.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where owners can be told beside their mailbox, and in which language: a file that administrators write, read again
 * when it changed. It is a file and not something that users can set: a thief would set it first. Thread-safe.
 */
final class OwnerContacts {

    private static final long LARGEST = 20_000_000;
    private static final String NONE = "-";
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?");
    private static final String EXPECTED =
            "line %d: expected ACCOUNT ADDRESS LANGUAGE, or @DOMAIN - LANGUAGE; the language may be missing";

    private final Path file;
    private Map<String, Contact> contacts = Map.of();
    private @Nullable FileTime read;

    OwnerContacts(Path file) {
        this.file = file;
    }

    /**
     * How an owner is told.
     *
     * @param second address beside the mailbox; empty for none
     * @param language wished; empty for none
     */
    record Contact(Optional<String> second, String language) {

        static final Contact NONE = new Contact(Optional.empty(), "");
    }

    /** How the account's owner is told; UncheckedIOException when the file is there and cannot be used. */
    synchronized Contact of(Account account) {
        refresh();
        Contact own = contacts.getOrDefault(account.name(), Contact.NONE);
        Contact common = contacts.getOrDefault("@" + account.domain(), Contact.NONE);
        return new Contact(own.second(), own.language().isEmpty() ? common.language() : own.language());
    }

    /** What is wrong with the file, if anything. */
    Optional<String> trouble() {
        try {
            refresh();
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void refresh() {
        if (!Files.exists(file)) {
            contacts = Map.of();
            read = null;
            return;
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                contacts = parse();
                read = changed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected a file that can be read at " + file + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Contact> parse() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it is larger than " + LARGEST + " bytes");
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("everybody on this machine can write it");
        }
        Map<String, Contact> parsed = new HashMap<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(line, i + 1, parsed);
            }
        }
        return parsed;
    }

    private static void add(String line, int number, Map<String, Contact> parsed) throws IOException {
        List<String> words = List.of(line.split("\\s+", -1));
        Optional<Account> account = Account.tryOf(words.get(0));
        if (words.size() < 2 || words.size() > 3 || account.isEmpty() || !fits(words)) {
            throw new IOException(String.format(Locale.ROOT, EXPECTED, number));
        }
        Optional<String> second = Optional.of(words.get(1)).filter(word -> !word.equals(NONE));
        parsed.put(account.get().name(), new Contact(second, words.size() == 3 ? words.get(2) : ""));
    }

    // A domain has no second address: all of its owners would be told there.
    private static boolean fits(List<String> words) {
        boolean address = words.get(1).equals(NONE)
                || (ADDRESS.matcher(words.get(1)).matches() && !words.get(0).startsWith("@"));
        return address
                && (words.size() < 3
                        || NoticeWording.LANGUAGE.matcher(words.get(2)).matches());
    }
}
