package io.mailwarden.engine;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login.Outcome;
import io.mailwarden.engine.fixtures.Spot;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.response.ResponseActions;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** On a store whose engine is asked to answer incidents through means that only note what they are asked for. */
abstract class OnAnswers extends OnStore {

    /** Notes what it is asked for; fails when told so. */
    static final class NotedMeans implements ResponseActions {

        final List<String> asked = new ArrayList<>();
        Optional<String> failing = Optional.empty();
        Consumer<Incident> meanwhile = incident -> {};

        private String done(String what) {
            if (failing.equals(Optional.of(what))) {
                throw new StoreUnavailable(what, new IllegalStateException("gone"));
            }
            asked.add(what);
            return what + " done";
        }

        @Override
        public String rescan(Incident incident, boolean acts) {
            meanwhile.accept(incident);
            return done(acts ? "rescan" : "report");
        }

        @Override
        public String alert(Incident incident, boolean spared, List<ResponseRecord> done) {
            return done("alert");
        }
    }

    final NotedMeans means = new NotedMeans();

    LastingEngine equipped(int node) {
        LastingEngine now = engine(node, Runnable::run);
        now.engine.equip(means);
        return now;
    }

    void takenOver(LastingEngine now) {
        takenOver(now, ALICE);
    }

    void takenOver(LastingEngine now, Account account) {
        now.engine.examine(login(account, Spot.LAGOS, Outcome.ACCEPTED));
        clock.advance(Duration.ofMinutes(1));
        now.engine.examine(message(account, Spot.LAGOS, strangers()));
    }

    void suspected(LastingEngine now) {
        now.engine.examine(login(ALICE, Spot.LAGOS, Outcome.ACCEPTED));
    }

    static List<String> strangers() {
        return IntStream.range(0, 60)
                .mapToObj(i -> "stranger" + i + "@away.example")
                .toList();
    }

    Incident incident(LastingEngine now) {
        return now.review().incidents(IncidentQuery.latest(1)).items().get(0);
    }
}
