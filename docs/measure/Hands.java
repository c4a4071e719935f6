import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import java.util.zip.GZIPInputStream;

/**
 * What a login's program and provider say about who it is, in numbers: for each sign how often owners show it, how often
 * thieves do whose logins are put into the same accounts, and the ratio of both. Owners are split into two halves by a
 * hash of their names, so that what was seen in one can be judged on the other.
 *
 * <p>A thief comes at the time of every fifth login of the owners. Run: {@code java docs/measure/Hands.java OWNERS.jsonl.gz THIEVES.jsonl.gz}, both event lines as docs/api.md has them.
 * Owners count from their eleventh login on, young ones from their fourth to their tenth, each beside a thief. Ratios are shrunk by half a case on both sides.
 */
public final class Hands {

    private static final int KNOWN_AFTER = 10;
    private static final int ONE_THEFT_IN = 5;
    private static final int SOME = 3;
    private static final Pattern FIELD = Pattern.compile("\"(account|client|country|asn|kind)\":\"?([^\",}]*)");

    /** What one account was seen with so far. */
    private static final class Seen {
        private final Map<String, Integer> programs = new HashMap<>();
        private final Set<String> countries = new HashSet<>();
        private final Set<String> providers = new HashSet<>();
        private int logins;

        private void add(Map<String, String> login) {
            logins++;
            programs.merge(program(login), 1, Integer::sum);
            countries.add(login.getOrDefault("country", ""));
            providers.add(login.getOrDefault("asn", ""));
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
    private final Random chance = new Random(1);
    private final Random chanceOfTheYoung = new Random(2);

    private Hands(List<Map<String, String>> thieves) {
        this.thieves = thieves;
    }

    private static String program(Map<String, String> login) {
        return login.getOrDefault("client", "").split("[ /]", 2)[0];
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
        Seen seen = accounts.computeIfAbsent(login.get("account"), name -> new Seen());
        if (seen.logins >= KNOWN_AFTER) {
            int half = Math.floorMod(login.get("account").hashCode() * 0x9E3779B9 >>> 20, 2);
            judge(login, seen, false, half);
            if (chance.nextInt(ONE_THEFT_IN) == 0) {
                judge(thieves.get(chance.nextInt(thieves.size())), seen, true, half);
            }
        } else if (seen.logins >= SOME && seen.countries.size() == 1) {
            int half = Math.floorMod(login.get("account").hashCode() * 0x9E3779B9 >>> 20, 2);
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

    private void judge(Map<String, String> login, Seen seen, boolean thief, int half) {
        boolean newCountry = !seen.countries.contains(login.getOrDefault("country", ""));
        boolean newProvider = !seen.providers.contains(login.getOrDefault("asn", ""));
        String program = program(login);
        boolean known = !program.isEmpty() && seen.programs.containsKey(program);
        if (newCountry) {
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
        if (files.length != 2) {
            System.err.println("expected two files: logins of owners, logins of thieves");
            System.exit(2);
        }
        Hands hands = new Hands(logins(Path.of(files[1])));
        logins(Path.of(files[0])).forEach(hands::owner);
        hands.print();
    }
}
