import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What a login's program and provider say about who it is, in numbers: for each sign how often owners show it, how often
 * thieves do whose logins are put into the same accounts, and the ratio of both. Owners are split into two halves by a
 * hash of their names, so that what was seen in one can be judged on the other.
 *
 * <p>A thief comes at the time of every fifth login of the owners. Run: {@code java docs/measure/Hands.java OWNERS.jsonl.gz THIEVES.jsonl.gz [FIFTHS]}, both event lines as docs/api.md has them;
 * with {@code 123} of the first three fifths of the accounts alone, as {@code bench} has them, to judge by the others.
 * Settled is whose networks are a tenth of its logins or less.
 * Owners count from their eleventh login on, young ones from their fourth to their tenth, each beside a thief. Ratios are shrunk by half a case on both sides.
 */
public final class Hands {

    private static final int KNOWN_AFTER = 10;
    private static final int ONE_THEFT_IN = 5;
    private static final int SOME = 3;
    private static final int SETTLED = 10;
    private static final int FIFTHS = 5;
    private static final int MIXED = 0x9E3779B9;
    private static final int[] NEAR = {500, 1000, 1500};
    private static final Duration SILENCE = Duration.ofDays(90);
    private static final Pattern FIELD = Pattern.compile("\"(account|client|country|asn|kind|ip|time|lat|lon)\":\"?([^\",}]*)");

    /** What one account was seen with so far. */
    private static final class Seen {
        private final Map<String, Integer> programs = new HashMap<>();
        private final Set<String> countries = new HashSet<>();
        private final Set<String> providers = new HashSet<>();
        private final Map<String, Integer> networks = new HashMap<>();
        private Instant last = Instant.EPOCH;
        private Map<String, String> lastLogin = Map.of();
        private int logins;

        private void add(Map<String, String> login) {
            logins++;
            programs.merge(program(login), 1, Integer::sum);
            countries.add(login.getOrDefault("country", ""));
            providers.add(login.getOrDefault("asn", ""));
            networks.merge(network(login), 1, Integer::sum);
            last = Instant.parse(login.get("time"));
            lastLogin = login;
        }

        // As many of its logins as came from a network that was new to it then are the networks that it has.
        private boolean settled() {
            return networks.size() * SETTLED <= logins;
        }
    }

    /** How often one sign was there, of owners and of thieves, in each half. */
    private static final class Count {
        private final int[] owners = new int[2];
        private final int[] ofOwners = new int[2];
        private final int[] thieves = new int[2];
        private final int[] ofThieves = new int[2];

        private void add(boolean thief, int half, boolean there) {
            (thief ? ofThieves : ofOwners)[half]++;
            (thief ? thieves : owners)[half] += there ? 1 : 0;
        }

        private double ratio(int half) {
            return ((thieves[half] + 0.5) / (ofThieves[half] + 1)) / ((owners[half] + 0.5) / (ofOwners[half] + 1));
        }
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private final Map<String, Seen> accounts = new HashMap<>();
    private final List<Map<String, String>> thieves;
    private final Set<Integer> fifths;
    private final Random chance = new Random(1);
    private final Random chanceOfTheYoung = new Random(2);

    private Hands(List<Map<String, String>> thieves, Set<Integer> fifths) {
        this.thieves = thieves;
        this.fifths = fifths;
    }

    private static String program(Map<String, String> login) {
        return login.getOrDefault("client", "").split("[ /]", 2)[0];
    }

    // By the great circle; NaN where either place is not known.
    private static double kilometres(Map<String, String> from, Map<String, String> to) {
        double fromLatitude = radians(from, "lat");
        double toLatitude = radians(to, "lat");
        double cosine = Math.sin(fromLatitude) * Math.sin(toLatitude)
                + Math.cos(fromLatitude) * Math.cos(toLatitude) * Math.cos(radians(from, "lon") - radians(to, "lon"));
        return 6371 * Math.acos(Math.max(-1, Math.min(1, cosine)));
    }

    private static double radians(Map<String, String> login, String field) {
        return Math.toRadians(Double.parseDouble(login.getOrDefault(field, "NaN")));
    }

    // /24 of IPv4, /64 of IPv6, as the engine has them.
    private static String network(Map<String, String> login) {
        try {
            byte[] address = InetAddress.getByName(login.get("ip")).getAddress();
            return Arrays.toString(Arrays.copyOf(address, address.length == 4 ? 3 : 8));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + login, e);
        }
    }

    private static List<Map<String, String>> logins(Path file) throws IOException {
        List<Map<String, String>> all = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, String> fields = new HashMap<>();
                for (Matcher field = FIELD.matcher(line); field.find(); ) {
                    fields.putIfAbsent(field.group(1), field.group(2));
                }
                if ("login".equals(fields.get("kind"))) {
                    all.add(fields);
                }
            }
        }
        return all;
    }

    private void owner(Map<String, String> login) {
        if (!fifths.contains(1 + Math.floorMod(login.get("account").hashCode() * MIXED >>> 16, FIFTHS))) {
            return;
        }
        Instant at = Instant.parse(login.get("time"));
        Seen seen = accounts.computeIfAbsent(login.get("account"), name -> new Seen());
        if (seen.logins >= KNOWN_AFTER) {
            int half = Math.floorMod(login.get("account").hashCode() * MIXED >>> 20, 2);
            judge(login, seen, at, false, half);
            if (chance.nextInt(ONE_THEFT_IN) == 0) {
                judge(thieves.get(chance.nextInt(thieves.size())), seen, at, true, half);
            }
        } else if (seen.logins >= SOME && seen.countries.size() == 1) {
            int half = Math.floorMod(login.get("account").hashCode() * MIXED >>> 20, 2);
            young(login, seen, false, half);
            young(thieves.get(chanceOfTheYoung.nextInt(thieves.size())), seen, true, half);
        }
        seen.add(login);
    }

    private void young(Map<String, String> login, Seen seen, boolean thief, int half) {
        boolean newCountry = !seen.countries.contains(login.getOrDefault("country", ""));
        count("young, in one country so far: new country", thief, half, newCountry);
        count("young, in one country so far: new country, a program that it never used", thief, half,
                newCountry && !seen.programs.containsKey(program(login)));
    }

    private void judge(Map<String, String> login, Seen seen, Instant at, boolean thief, int half) {
        boolean newCountry = !seen.countries.contains(login.getOrDefault("country", ""));
        boolean newProvider = !seen.providers.contains(login.getOrDefault("asn", ""));
        String program = program(login);
        boolean known = !program.isEmpty() && seen.programs.containsKey(program);
        boolean newNetwork = !seen.networks.containsKey(network(login));
        if (seen.settled()) {
            count("settled: new network", thief, half, newNetwork);
            count("settled: new network of a provider that it uses", thief, half, newNetwork && !newProvider);
        } else {
            count("not settled: new network of a provider that it uses", thief, half, newNetwork && !newProvider);
        }
        boolean silent = seen.last.plus(SILENCE).isBefore(at);
        count(silent ? "after 90 days: new country" : "within 90 days: new country", thief, half, newCountry);
        boolean named = seen.programs.size() > (seen.programs.containsKey("") ? 1 : 0);
        if (newCountry) {
            count("new country: no name, and none before", thief, half, program.isEmpty() && !named);
            count("new country: no name, as some before", thief, half,
                    program.isEmpty() && named && seen.programs.containsKey(""));
            count("new country: no name, always named before", thief, half,
                    program.isEmpty() && !seen.programs.containsKey(""));
            count("new country: after 90 days", thief, half, silent);
            double away = kilometres(seen.lastLogin, login);
            for (int near : NEAR) {
                count("new country: at most " + near + " km away", thief, half, away <= near);
            }
            if (!known) {
                count("new country, no program that it uses: at most 1000 km away", thief, half, away <= 1000);
            }
            count("new country: a program that it uses", thief, half, known);
            count("new country: a program that it never used", thief, half, !program.isEmpty() && !known);
            count("new country: a provider that it uses", thief, half, !newProvider);
            count("new country: it was in three before", thief, half, seen.countries.size() >= 3);
        }
        if (newProvider) {
            count("new provider: a program that it uses", thief, half, known);
            count("new provider: a program that it never used", thief, half, !program.isEmpty() && !known);
            if (!seen.programs.containsKey("")) {
                count("new provider, always named before: no name", thief, half, program.isEmpty());
            }
        }
        count("any: new country", thief, half, newCountry);
        count("any: new provider", thief, half, newProvider);
    }

    private void count(String sign, boolean thief, int half, boolean there) {
        counts.computeIfAbsent(sign, name -> new Count()).add(thief, half, there);
    }

    private void print() {
        System.out.println("| sign | owners, halves | thieves, halves | ratio, one half | other half |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        counts.forEach((sign, one) -> System.out.printf(
                Locale.ROOT,
                "| %s | %d of %d, %d of %d | %d of %d, %d of %d | %.2g | %.2g |%n",
                sign,
                one.owners[0], one.ofOwners[0], one.owners[1], one.ofOwners[1],
                one.thieves[0], one.ofThieves[0], one.thieves[1], one.ofThieves[1],
                one.ratio(0),
                one.ratio(1)));
    }

    public static void main(String[] files) throws IOException {
        if (files.length != 2 && files.length != 3) {
            System.err.println("expected two files, logins of owners and of thieves, and as one wants, fifths such as 123");
            System.exit(2);
        }
        Set<Integer> fifths = (files.length == 3 ? files[2] : "12345").chars()
                .mapToObj(one -> one - '0')
                .collect(Collectors.toSet());
        Hands hands = new Hands(logins(Path.of(files[1])), fifths);
        logins(Path.of(files[0])).forEach(hands::owner);
        hands.print();
    }
}
