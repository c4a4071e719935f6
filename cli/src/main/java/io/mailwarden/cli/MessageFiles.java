package io.mailwarden.cli;

import io.mailwarden.cli.ScanCommand.Found;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The messages below a path: files as they are, mailboxes message by message, folders recursively by name. */
final class MessageFiles {

    private final List<String> unreadable = new ArrayList<>();

    /** Hidden files are left out of folders; what cannot be read is remembered and passed over. */
    void visit(Path path, Found found) {
        if (!Files.isDirectory(path)) {
            file(path, found);
            return;
        }
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(path, new Collector(files));
        } catch (IOException e) {
            note(path, e);
        }
        files.sort(null);
        files.forEach(file -> file(file, found));
    }

    /** What could not be read, and why. */
    List<String> unreadable() {
        return unreadable;
    }

    private void file(Path file, Found found) {
        try {
            if (isMailbox(file)) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    mailbox(file, new MailboxReader(in), found);
                }
            } else {
                found.message(file.toString(), () -> Files.newInputStream(file));
            }
        } catch (IOException e) {
            note(file, e);
        } catch (UncheckedIOException e) {
            note(file, e);
        }
    }

    private static void mailbox(Path file, MailboxReader mailbox, Found found) throws IOException {
        int number = 0;
        for (byte[] message = mailbox.next(); message.length > 0; message = mailbox.next()) {
            byte[] bytes = message;
            number++;
            found.message(file + "#" + number, () -> new ByteArrayInputStream(bytes));
        }
    }

    // A mailbox begins with "From "; a single message that was taken out of one does so too, and is a mailbox of one.
    private static boolean isMailbox(Path file) throws IOException {
        byte[] mark = "From ".getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(file)) {
            return !file.toString().endsWith(".eml") && Arrays.equals(in.readNBytes(mark.length), mark);
        }
    }

    private void note(Path path, Exception error) {
        unreadable.add("cannot read " + path + ": " + error.getMessage());
    }

    private final class Collector extends SimpleFileVisitor<Path> {

        private final List<Path> files;

        Collector(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) {
            note(file, error);
            return FileVisitResult.CONTINUE;
        }
    }
}
