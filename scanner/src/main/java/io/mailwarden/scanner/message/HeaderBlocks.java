package io.mailwarden.scanner.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups of header fields with blank lines between them, as delivery reports have them. */
final class HeaderBlocks {

    private HeaderBlocks() {}

    /** The fields of each group by name in lower case, the first of a name only, at most that many groups. */
    static List<Map<String, String>> parse(String text, int most) {
        List<Map<String, String>> blocks = new ArrayList<>();
        Map<String, String> block = new HashMap<>();
        StringBuilder field = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            boolean continued = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (!continued || line.isBlank()) {
                put(block, field);
            }
            if (line.isBlank() && !block.isEmpty()) {
                blocks.add(block);
                block = new HashMap<>();
            }
            if (blocks.size() >= most) {
                return blocks;
            }
            field.append(line.isBlank() ? "" : line);
        }
        put(block, field);
        blocks.add(block);
        return blocks;
    }

    private static void put(Map<String, String> block, StringBuilder field) {
        int colon = field.indexOf(":");
        if (colon > 0) {
            String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            block.putIfAbsent(name, field.substring(colon + 1).strip());
        }
        field.setLength(0);
    }
}
