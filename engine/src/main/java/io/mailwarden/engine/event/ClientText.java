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

    // p5badcf3e.dip0.example: the address in hexadecimal, with a digit at least.
    private static final Pattern HEX_ADDRESS =
            Pattern.compile("(?<![a-z0-9])[g-z]{0,4}(?=[a-f]{0,7}[0-9])[0-9a-f]{8,12}(?![a-z0-9])");
    // Kubernetes: name, hash of the set, five more; of daemon sets the five alone, with two digits or more between.
    private static final Pattern POD = Pattern.compile("-(?=[a-z]{0,9}[0-9])[a-z0-9]{8,10}-[a-z0-9]{5}$");
    private static final Pattern DAEMON = Pattern.compile("-(?=[a-z0-9]{5}$)[a-z]{0,3}[0-9]+[a-z]+[a-z0-9]*$");
    private static final Pattern RUNNER = Pattern.compile("(?<=[a-z])[0-9]+-[0-9]+$");
    private static final Pattern NUMBERED = Pattern.compile("-[0-9]+(?![a-z0-9])");
    // Made up once, and the machine's own from then on.
    private static final Pattern WINDOWS = Pattern.compile("(?i)^(?:desktop|laptop|win)-[a-z0-9]+(?=$|[.])");
    // Also what names of programs begin with that are domains turned around: com.example.mail.
    private static final Pattern GENERAL = Pattern.compile(
            "(?:e?mail|webmail|smtp|submission|relay|mta|mx|out|www|web|server|srv"
                    + "|host|vps|vm|cloud|node|app|gateway|gw|ns|pc|client|user|com|org|net|io|me|eu|de|at|ch|fr|uk|us)-?[0-9#]*");
    // curl gives the name of the file that it sends.
    private static final Pattern FILE =
            Pattern.compile("\\.(?:txt|eml|msg|html?|json|csv|log|md|pdf|xml|ya?ml|tmp|mime|mbox)$");

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
     * A machine. Its own name is as good as a program's: it stays, without the domain that the network around it gave it. An
     * address literal, localhost and the name of a file name nothing; of a name that holds an address or was made up by a
     * machine, what does not change stays.
     */
    static Client machine(String name) {
        String host = folded(RANDOM.matcher(name.replaceAll("[ /(]+", "_")).replaceAll("#"));
        boolean nameless = host.startsWith("[")
                || host.toLowerCase(Locale.ROOT).startsWith("localhost")
                || FILE.matcher(host).find()
                || Address.parse(host).isPresent();
        if (nameless) {
            return Client.UNKNOWN;
        }
        boolean holdsAddress = DIGITS.matcher(host).results().count() >= GROUPS_OF_AN_ADDRESS
                && !HEX_ADDRESS.matcher(host).find()
                && !WINDOWS.matcher(host).find();
        return named(holdsAddress ? DIGITS.matcher(host).replaceAll("#") : own(host), "", "");
    }

    // Names of machines have no letter case (RFC 4343); a word of mixed case may be a program's.
    private static String folded(String name) {
        boolean machine = name.chars().anyMatch(c -> c == '.' || (c >= '0' && c <= '9'))
                || name.chars().noneMatch(Character::isLowerCase);
        return machine ? name.toLowerCase(Locale.ROOT) : name;
    }

    // A laptop takes its domain from the network that it is in; a server's first label alone says nothing.
    private static String own(String host) {
        int dot = host.indexOf('.');
        if (dot <= 0) {
            return label(host);
        }
        String label = label(host.substring(0, dot));
        boolean general = label.startsWith("#") || GENERAL.matcher(label).matches();
        return general ? label + host.substring(dot) : label;
    }

    // Numbers and random text that a machine put behind a name: of containers, runners and lines.
    private static String label(String label) {
        if (WINDOWS.matcher(label).find()) {
            return label;
        }
        String kept = POD.matcher(label).replaceFirst("-#-#");
        kept = HEX_ADDRESS.matcher(kept).replaceAll("#");
        kept = RUNNER.matcher(kept).replaceFirst("#-#");
        kept = DAEMON.matcher(kept).replaceFirst("-#");
        return NUMBERED.matcher(kept).replaceAll("-#");
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
