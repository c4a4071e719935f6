package io.mailwarden.survival;

import io.mailwarden.survival.Acts.Setting;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold, and what may, after all that an administrator set and took back. */
final class Lasting {

    private final Set<String> must = new TreeSet<>();
    private final Set<String> may = new TreeSet<>();

    /** In the order in which it was asked for. */
    Lasting(List<Setting> settings) {
        for (Setting setting : settings) {
            if (!setting.what().isEmpty()) {
                (setting.answered() ? must : may).add(setting.what());
            } else if (setting.answered()) {
                must.clear();
                may.clear();
            } else {
                may.addAll(must);
                must.clear();
            }
        }
    }

    /**
     * Says what is gone, and what holds that should not.
     *
     * @param noun such as "a block of bob"
     * @param holding what holds
     */
    void compare(String noun, Set<String> holding, List<String> wrong) {
        must.stream().filter(one -> !holding.contains(one)).forEach(one -> wrong.add(noun + " is gone: " + one));
        holding.stream()
                .filter(one -> !must.contains(one) && !may.contains(one))
                .forEach(one -> wrong.add(noun + " holds that should not: " + one));
    }

    /** How many must hold. */
    int size() {
        return must.size();
    }
}
