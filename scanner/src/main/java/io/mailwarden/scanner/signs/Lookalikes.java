package io.mailwarden.scanner.signs;

import io.mailwarden.scanner.content.Plain;
import io.mailwarden.scanner.signs.Brands.Brand;
import java.util.Arrays;
import java.util.Optional;

/** Names of hosts that are made to be taken for a brand's. */
final class Lookalikes {

    private static final int LONGEST = 63;

    private Lookalikes() {}

    /** Whose name the label is, in letters that look the same. */
    static Optional<Brand> same(String label, Brands brands) {
        return label.length() < 5 || label.length() > LONGEST ? Optional.empty() : brands.ofLabel(fold(label));
    }

    /** Whose name the label is but for one letter, or for letters that look alike. */
    static Optional<Brand> of(String label, Brands brands) {
        Optional<Brand> same = same(label, brands);
        if (same.isPresent() || label.length() < 6 || label.length() > LONGEST) {
            return same;
        }
        String folded = fold(label);
        for (String name : brands.labels()) {
            if (name.length() >= 6 && oneApart(name, folded)) {
                return brands.ofLabel(name);
            }
        }
        return Optional.empty();
    }

    /** Whose name is one of the words of the label, or a long one its beginning or end. */
    static Optional<Brand> within(String label, Brands brands) {
        if (label.length() < 6 || label.length() > LONGEST) {
            return Optional.empty();
        }
        for (String word : label.split("[-_]")) {
            Optional<Brand> named = word.length() < 5 ? Optional.empty() : brands.ofLabel(fold(word));
            if (named.isPresent()) {
                return named;
            }
        }
        String folded = fold(label.replace("-", ""));
        for (String name : brands.labels()) {
            if (name.length() >= 6 && (folded.startsWith(name) || folded.endsWith(name))) {
                return brands.ofLabel(name);
            }
        }
        return Optional.empty();
    }

    private static String fold(String label) {
        return Plain.squeezed(label.replace("rn", "m").replace("vv", "w").replace("cl", "d"));
    }

    /** Whether one letter more, less, other, or exchanged with its neighbour makes one of the other. */
    static boolean oneApart(String one, String other) {
        int difference = one.length() - other.length();
        if (Math.abs(difference) > 1) {
            return false;
        }
        int same = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        if (same < 0) {
            return false;
        }
        if (difference != 0) {
            String longer = difference > 0 ? one : other;
            String less = difference > 0 ? other : one;
            return longer.substring(same + 1).equals(less.substring(same));
        }
        return one.substring(same + 1).equals(other.substring(same + 1)) || exchanged(one, other, same);
    }

    private static boolean exchanged(String one, String other, int at) {
        return at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && one.substring(at + 2).equals(other.substring(at + 2));
    }
}
