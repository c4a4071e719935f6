package io.mailwarden.survival;

import io.mailwarden.survival.Acts.Setting;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Modes: what an administrator was told is set is set. */
final class ModeBook implements Book {

    static final String MODE = "mode";

    private final Acts acts;

    ModeBook(Acts acts) {
        this.acts = acts;
    }

    /** A domain of the account's own, where nobody is: so that modes do not change what else is audited. */
    static String scope(String account) {
        return "@" + account.substring(0, account.indexOf('@')) + ".example";
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, String> current = new HashMap<>();
        node.reviews()
                .items("mailwarden/modes")
                .forEach(mode -> current.put(
                        mode.path("scope").asText(), mode.path("mode").asText()));
        acts.settings(MODE).forEach((scope, settings) -> {
            Set<String> possible = new TreeSet<>();
            for (Setting setting : settings) {
                if (setting.answered()) {
                    possible.clear();
                }
                possible.add(setting.what());
            }
            String mode = current.getOrDefault(scope, "");
            if (!possible.contains(mode) && settings.stream().anyMatch(Setting::answered)) {
                wrong.add("the mode of %s is '%s', not one of %s".formatted(scope, mode, possible));
            }
        });
        return wrong;
    }

    @Override
    public String summary() {
        return "modes: "
                + acts.settings(MODE).values().stream()
                        .flatMap(List::stream)
                        .filter(Setting::answered)
                        .count() + " set or taken back";
    }
}
