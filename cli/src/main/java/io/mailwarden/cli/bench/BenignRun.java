package io.mailwarden.cli.bench;

import io.mailwarden.cli.bench.history.History;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A history without takeovers, assessed.
 *
 * @param history its name
 * @param all what came of all of it
 * @param troubles what came of the accounts with that trouble; "" for those without
 * @param parts what came of each fifth of the accounts, by a hash of their names, and of each year
 */
record BenignRun(String history, BenignTally all, Map<String, BenignTally> troubles, Map<String, BenignTally> parts) {

    static BenignRun of(EngineConfig config, History history, Optional<Duration> dismissesAfter) throws IOException {
        BenignTally all = new BenignTally();
        Map<String, BenignTally> troubles = new TreeMap<>();
        Map<String, BenignTally> parts = new TreeMap<>();
        try (BenchEngine engine = new BenchEngine(config, dismissesAfter)) {
            history.replay(event -> {
                Assessment assessment = engine.honest(event);
                all.add(event, assessment);
                troubles.computeIfAbsent(history.trouble(event.account()), kind -> new BenignTally())
                        .add(event, assessment);
                parts.computeIfAbsent(Folds.of(event.account()), part -> new BenignTally())
                        .add(event, assessment);
                parts.computeIfAbsent(year(event), part -> new BenignTally()).add(event, assessment);
            });
        }
        return new BenignRun(history.name(), all, troubles, parts);
    }

    private static String year(Event event) {
        return String.valueOf(event.at().atOffset(ZoneOffset.UTC).getYear());
    }
}
