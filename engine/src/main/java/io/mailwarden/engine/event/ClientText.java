package io.mailwarden.engine.event;

import io.mailwarden.engine.support.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What programs and machines call themselves, brought to a form that is worth learning: the same program on the same
 * system is the same client whatever its build, and a name that is made up anew each time is not a new client each
 * time. What has that form already stays as it is. Time is bounded whatever a stranger writes.
 */
final class ClientText {

    // The longest that real programs send is a browser's, some 150 characters.
    static final int LONGEST_PROGRAM = 512;

    private record KnownSystem(String system, String words, Pattern pattern) {

        static KnownSystem of(String system, String words) {
            return new KnownSystem(system, words, anyOf(words));
        }
    }

    private static Pattern anyOf(String words) {
        return Pattern.compile("(?i)(?<![a-z])(?:" + words + ")(?![a-z])");
    }

    // The first that fits counts: an iPhone says "like Mac OS X", and Android says "Linux".
    private static final List<KnownSystem> SYSTEMS = List.of(
            KnownSystem.of("iOS", "iphone|ipad|ipod|ios|ipados"),
            KnownSystem.of("Android", "android"),
            KnownSystem.of("Windows", "windows|win32|win64|mingw32|mingw64"),
            KnownSystem.of("macOS", "mac os|macos|macintosh|os x|darwin|apple mail"),
            KnownSystem.of("Linux", "linux|ubuntu|debian|fedora"),
            KnownSystem.of("FreeBSD", "freebsd"),
            KnownSystem.of("OpenBSD", "openbsd"));

    // Most machines name none: one look instead of one for each.
    private static final Pattern ANY_SYSTEM =
            anyOf(SYSTEMS.stream().map(KnownSystem::words).collect(Collectors.joining("|")));

    private static final Pattern PRODUCT = Pattern.compile("([A-Za-z][\\w.-]*)/(\\d+(?:\\.\\d+)*)");

    // What browsers say of each other's engines; the program itself comes last.
    private static final Set<String> ENGINES =
            Set.of("Mozilla", "Gecko", "AppleWebKit", "Chrome", "Safari", "Version", "Mobile");

    private static final Pattern NAME_AND_VERSION =
            Pattern.compile("(?i)(.+?)(?:,? version|,? build)?[ /(]+v?(\\d+(?:\\.\\d+)*).*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)*");

    private static final Pattern MAKER = Pattern.compile("^Mozilla (?=Thunderbird\\b)");
    private static final Pattern ON_SYSTEM = Pattern.compile(
            "(?i) for (?:android|ios|iphone|ipad|mac|macos|windows|linux)$|\\((?:linux|windows|macos|android|ios)\\)$");

    // Identifiers: a UUID, twelve hexadecimal digits or more by themselves (containers), or 24 anywhere.
    private static final Pattern RANDOM = Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|(?<![a-z0-9])(?=[a-f]*[0-9])[0-9a-f]{12,}(?![a-z0-9])|[0-9a-f]{24,}");

    // Providers name a line by its address: cpe-198-51-100-7.example.net. The number of groups is IPv4's.
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int GROUPS_OF_AN_ADDRESS = 4;

    private ClientText() {}

    /** The name, the version and the system of a program that says "name version", or as browsers do. */
    static Client program(String text) {
        if (text.startsWith("Mozilla/")) {
            return browser(text);
        }
        Matcher parts = NAME_AND_VERSION.matcher(text);
        return parts.matches()
                ? new Client(family(parts.group(1)), parts.group(2), systemOf(text))
                : named(text, "", "");
    }

    /** From a name, a version and a system that were told one by one; a part may be empty. */
    static Client named(String name, String version, String system) {
        Matcher parts = NAME_AND_VERSION.matcher(name);
        boolean split = version.isEmpty() && parts.matches();
        String family = family(split ? parts.group(1) : name);
        String number = split ? parts.group(2) : number(version);
        if (!system.isEmpty()) {
            String known = systemOf(system);
            return new Client(family, number, known.isEmpty() ? system : known);
        }
        String known = systemOf(name);
        return new Client(family, number, known.isEmpty() ? systemOf(family) : known);
    }

    /**
     * A machine. Its own name is as good as a program's: it stays. An address literal and localhost name nothing; of a
     * name that holds an address, what does not change with the address stays.
     */
    static Client machine(String name) {
        String host = RANDOM.matcher(name.replaceAll("[ /(]+", "_")).replaceAll("#");
        boolean nameless = host.startsWith("[")
                || host.toLowerCase(Locale.ROOT).startsWith("localhost")
                || Address.parse(host).isPresent();
        if (nameless) {
            return Client.UNKNOWN;
        }
        boolean holdsAddress = DIGITS.matcher(host).results().count() >= GROUPS_OF_AN_ADDRESS;
        return named(holdsAddress ? DIGITS.matcher(host).replaceAll("#") : host, "", "");
    }

    private static Client browser(String text) {
        String family = "Mozilla";
        String version = "";
        Matcher products = PRODUCT.matcher(text);
        while (products.find()) {
            boolean engine = ENGINES.contains(products.group(1));
            if (!engine || version.isEmpty() || products.group(1).equals("Chrome")) {
                family = products.group(1);
                version = products.group(2);
            }
        }
        return new Client(family(family), version, systemOf(text));
    }

    private static String family(String name) {
        String family = Text.printable(name, Client.MAX_LENGTH).strip();
        String before;
        do {
            before = family;
            family = RANDOM.matcher(family).replaceAll("#");
            family = MAKER.matcher(family).replaceFirst("");
            family = ON_SYSTEM.matcher(family).replaceFirst("").strip();
        } while (!family.equals(before));
        return family;
    }

    private static String number(String version) {
        Matcher number = NUMBER.matcher(Text.printable(version, Client.MAX_LENGTH));
        return number.find() ? number.group() : "";
    }

    private static String systemOf(String text) {
        if (!ANY_SYSTEM.matcher(text).find()) {
            return "";
        }
        return SYSTEMS.stream()
                .filter(known -> known.pattern().matcher(text).find())
                .map(KnownSystem::system)
                .findFirst()
                .orElse("");
    }
}
