package io.mailwarden.cli;

import io.mailwarden.settings.PluginConfig;
import io.mailwarden.store.StoreTools.StoreProblems;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The command {@code store check}: checks whether the store is whole. */
@Command(
        name = "check",
        description = "Reads the whole store: whether it is whole, and what is in it. James may run meanwhile.")
final class StoreCheckCommand extends StoreTask {

    private static final int SHOWN = 20;

    @Override
    int run(PluginConfig config) throws IOException {
        return withStore(config.store(), tools -> {
            StoreProblems found = tools.check();
            found.entries().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(node -> say("node " + node.getKey() + ": " + node.getValue() + " entries"));
            say("event log: " + found.bytes() + " bytes, " + found.gaps() + " entries missing");
            say("profiles: " + found.profiles());
            found.problems().stream().limit(SHOWN).forEach(problem -> say("problem: " + problem));
            if (found.problems().size() > SHOWN) {
                say("problem: and " + (found.problems().size() - SHOWN) + " more");
            }
            say(found.problems().isEmpty() ? "ok" : "not ok");
            return found.problems().isEmpty() ? 0 : 1;
        });
    }
}
