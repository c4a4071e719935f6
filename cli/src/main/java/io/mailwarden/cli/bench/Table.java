package io.mailwarden.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown: the first column is text, the others are figures. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(List.of(head));
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(line(rows.get(0)));
        text.append(rows.get(0).stream()
                .skip(1)
                .map(column -> "---:")
                .collect(Collectors.joining(" | ", "| --- | ", " |\n")));
        rows.stream().skip(1).map(Table::line).forEach(text::append);
        return text.append('\n').toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
