package io.mailwarden.scanner.signs;

import io.mailwarden.scanner.content.Plain;
import io.mailwarden.scanner.content.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names that phishing borrows, and the domains that are really theirs. Immutable, thread-safe. */
public final class Brands {

    // What stands beside a name that is an ordinary word too, when it is meant as a brand.
    private static final Set<String> BESIDE = Set.copyOf(Arrays.asList(Plain.words(
                    "support team service services account security alert alerts help helpdesk center centre customer"
                            + " care notification notifications info bank wallet app mail news online no reply noreply inc"
                            + " id pay billing the your official foundation token airdrop update live protect delivery"
                            + " kundenservice service client cliente clientes seguranca banco box")
            .strip()
            .split(" ")));

    /**
     * A brand and the domains that it uses.
     *
     * @param name as it is shown
     * @param domains registrable domains, lower case
     */
    record Brand(String name, Set<String> domains) {

        boolean owns(String domain) {
            return domains.contains(domain);
        }
    }

    private record Name(Brand brand, String folded, boolean ordinary) {}

    private final List<Name> names = new ArrayList<>();
    private final Map<String, Brand> byDomain = new HashMap<>();
    // Of each label of an own domain, folded, such as paypal: who owns it.
    private final Map<String, Brand> labels = new HashMap<>();
    private final List<String> labelNames;
    private final Phrases phrases;

    private Brands(List<String> lines) {
        lines.forEach(this::read);
        labelNames = List.copyOf(labels.keySet());
        phrases = new Phrases(names.stream().map(Name::folded).toList());
    }

    /** The shipped ones, and others in the same form: {@code name, other name | domain domain}. */
    public static Brands shippedAnd(List<String> more) {
        return new Brands(Stream.concat(Resource.lines(Brands.class, "brands.txt").stream(), more.stream())
                .toList());
    }

    private void read(String line) {
        int bar = line.indexOf('|');
        if (bar < 1) {
            throw new IllegalArgumentException("expected NAME | DOMAIN DOMAIN: " + line);
        }
        String[] parts = line.substring(0, bar).split(",");
        Set<String> domains = new HashSet<>(
                Arrays.asList(Plain.lower(line.substring(bar + 1)).strip().split("\\s+")));
        Brand brand = new Brand(parts[0].replace("~", "").strip(), Set.copyOf(domains));
        for (String part : parts) {
            String name = part.strip();
            boolean ordinary = name.startsWith("~");
            String folded = Plain.words(ordinary ? name.substring(1) : name);
            names.add(new Name(brand, folded, ordinary));
            String label = folded.replace(" ", "");
            if (!ordinary && label.length() >= 5) {
                labels.putIfAbsent(label, brand);
            }
        }
        domains.forEach(domain -> byDomain.putIfAbsent(domain, brand));
    }

    /**
     * Whose name it is, when the text speaks of one brand or more; ordinary words count only beside words of an office.
     */
    List<Brand> named(String folded) {
        BitSet seen = phrases.in(folded);
        return seen.stream()
                .mapToObj(names::get)
                .filter(name -> !name.ordinary || nothingElse(folded, name.folded))
                .map(Name::brand)
                .distinct()
                .toList();
    }

    private static boolean nothingElse(String folded, String name) {
        String rest = folded.replace(name, " ").strip();
        return rest.isEmpty() || Stream.of(rest.split(" +")).allMatch(BESIDE::contains);
    }

    /** Who owns the domain. */
    Optional<Brand> brandOf(String domain) {
        return Optional.ofNullable(byDomain.get(domain));
    }

    /** Whose name the folded label is. */
    Optional<Brand> ofLabel(String folded) {
        return Optional.ofNullable(labels.get(folded));
    }

    List<String> labels() {
        return labelNames;
    }
}
