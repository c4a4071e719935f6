package io.mailwarden.scanner.signs;

import io.mailwarden.engine.support.Text;
import io.mailwarden.scanner.content.Plain;
import io.mailwarden.scanner.signs.Brands.Brand;
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
            if (name.length() >= 6 && Text.oneApart(name, folded)) {
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
}
