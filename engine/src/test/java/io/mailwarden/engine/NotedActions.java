package io.mailwarden.engine;

import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.ResponseActions;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Actions that only note what they are asked for, and fail when told so. */
final class NotedActions implements ResponseActions {

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
