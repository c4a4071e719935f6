package io.mailwarden.owner;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a client's name is shown to owners. A client calls itself what it likes, and an owner trusts the notice: so only
 * what looks like a program's name passes, two short words of plain letters and digits and a system that is known; no
 * sentence, no link, no letter that looks like another.
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
        StringBuilder shown = new StringBuilder();
        int words = 0;
        for (String word : client.strip().split(" +", -1)) {
            Matcher name = WORD.matcher(word);
            boolean system = SYSTEMS.contains(word.toLowerCase(Locale.ROOT));
            boolean version = words > 0 && VERSION.matcher(word).matches();
            if (!system && !version && (!name.matches() || LINKS.contains(word.toLowerCase(Locale.ROOT)))) {
                return Optional.empty();
            }
            words += system || version ? 0 : 1;
            shown.append(shown.isEmpty() ? "" : " ").append(word);
        }
        return words == 0 || words > MOST_WORDS ? Optional.empty() : Optional.of(shown.toString());
    }
}
