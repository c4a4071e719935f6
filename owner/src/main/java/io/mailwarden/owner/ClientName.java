package io.mailwarden.owner;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a client's name is shown to owners. A client calls itself what it likes, and an owner trusts the notice: so
 * only what looks like a program's name passes, two short words of plain letters and digits and a system that is known;
 * no sentence, no link, no letter that looks like another.
 */
final class ClientName {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,19}");
    private static final Pattern VERSION = Pattern.compile("\\d{1,5}(\\.\\d{1,6}){0,3}");
    private static final Set<String> SYSTEMS = Set.of("windows", "macos", "ios", "android", "linux");
    private static final Set<String> LINKS = Set.of("http", "https", "www", "mailto");
    private static final int MOST_WORDS = 2;

    private ClientName() {}

    /** The name as it may be shown; empty when it may not. */
    static Optional<String> shown(String client) {
        List<String> parts = List.of(client.strip().split(" +", -1));
        List<String> names =
                parts.stream().filter(part -> !system(part) && !version(part)).toList();
        boolean program = !names.isEmpty()
                && names.size() <= MOST_WORDS
                && names.stream().allMatch(ClientName::name)
                && !version(parts.get(0));
        return program ? Optional.of(String.join(" ", parts)) : Optional.empty();
    }

    private static boolean name(String part) {
        return WORD.matcher(part).matches() && !LINKS.contains(part.toLowerCase(Locale.ROOT));
    }

    private static boolean version(String part) {
        return VERSION.matcher(part).matches();
    }

    private static boolean system(String part) {
        return SYSTEMS.contains(part.toLowerCase(Locale.ROOT));
    }
}
