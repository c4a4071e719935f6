package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.JamesHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The store's file is whole, it is still the same, and Mailwarden has nothing to complain of. */
final class FileBook implements Book {

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        JamesHome home = node.home();
        String integrity = Tables.of(home).text("PRAGMA integrity_check");
        if (!integrity.equals("ok")) {
            wrong.add("the SQLite file: " + integrity);
        }
        try (Stream<Path> files = Files.list(home.var().resolve("mailwarden"))) {
            files.filter(file -> file.getFileName().toString().contains("corrupt"))
                    .forEach(file -> wrong.add("was set aside: " + file));
        }
        for (JsonNode alarm : node.overview().path("alarms")) {
            wrong.add("alarm: " + alarm);
        }
        return wrong;
    }
}
