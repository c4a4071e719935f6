package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tasks of docs/console.md, each with the clicks that it says, and which of them were done here. */
final class TaskList {

    private static final Path PAGE = Path.of(System.getProperty("mailwarden.root", ".."), "docs", "console.md");
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([0-9]+) \\|.*");

    private final Map<String, Long> clicks = new LinkedHashMap<>();
    private final Set<String> done = new TreeSet<>();

    TaskList() throws IOException {
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                clicks.put(row.group(1), Long.valueOf(row.group(2)));
            }
        }
    }

    interface Steps {
        void take() throws IOException;
    }

    /** Does a task from where the browser is; fails when it took other than the page says. */
    void does(String task, Browser browser, Steps steps) throws IOException {
        assertThat(clicks).as("docs/console.md").containsKey(task);
        long before = browser.clicks();
        assertThat(before).isNotNegative();
        steps.take();
        assertThat(browser.clicks()).as("clicks: %s", task).isEqualTo(clicks.get(task));
        done.add(task);
    }

    /** What the page has that was not done. */
    Set<String> left() {
        Set<String> left = new TreeSet<>(clicks.keySet());
        left.removeAll(done);
        return left;
    }

    long clicks(String task) {
        return clicks.getOrDefault(task, 0L);
    }
}
