package io.mailwarden.engine.review.casework;

import io.mailwarden.engine.incident.Incident;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What administrators know of each other's work on incidents, and of what accounts did. Thread-safe; every method throws
 * {@link io.mailwarden.engine.support.StoreUnavailable} when the store cannot be reached.
 */
public final class Casework {

    /** Most comments on one incident. */
    public static final int MOST_COMMENTS = 200;

    private final CaseworkStore store;
    private final ActivityStore activity;
    private final Clock clock;

    public Casework(CaseworkStore store, ActivityStore activity, Clock clock) {
        this.store = store;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * Writes about an incident; IllegalArgumentException says what is wrong with the text.
     *
     * @return what is kept; empty when it has {@value #MOST_COMMENTS} comments already
     */
    public Optional<IncidentComment> comment(Incident incident, String author, String text) {
        Instant now = clock.instant();
        String id = String.format(Locale.ROOT, "%011x-%s", now.toEpochMilli(), UUID.randomUUID());
        IncidentComment comment = new IncidentComment(id, incident.account(), incident.id(), now, author, text);
        return store.add(comment, MOST_COMMENTS) ? Optional.of(comment) : Optional.empty();
    }

    /** What was written about an incident, in time. */
    public List<IncidentComment> comments(Incident incident) {
        return store.comments(incident.account(), incident.id());
    }

    /** From now on that one works on the incident; empty for nobody. */
    public void assign(Incident incident, Optional<String> assignee) {
        store.assign(incident.account(), incident.id(), assignee);
    }

    /** Who works on these, by id; nothing of those on which nobody does. */
    public Map<String, String> assignees(List<Incident> incidents) {
        return store.assignees(incidents.stream().map(Incident::id).toList());
    }

    /** What the accounts of these did in the 24 hours up to the latest event of each, in the same order. */
    public List<AccountDay> days(List<Incident> incidents) {
        return activity.days(incidents.stream()
                .map(incident -> new AccountDay.Ending(incident.account(), incident.updated()))
                .toList());
    }

    /** How much happened, step by step. */
    public Timeline timeline(TimelineQuery query) {
        return activity.timeline(query);
    }

    /** The time by which all this goes. */
    public Instant now() {
        return clock.instant();
    }
}
