package io.mailwarden.store.casework;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.casework.CaseworkStore;
import io.mailwarden.engine.review.casework.IncidentComment;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comments and assignees in SQL. Thread-safe. */
public final class SqlCaseworkStore implements CaseworkStore {

    // Of two that write at once each counts what was committed before: one more than most may be kept.
    private static final String ADD =
            """
            INSERT INTO incident_comment (account, incident, id, at, author, words)
            SELECT :account, :incident, :id, CAST(:at AS BIGINT), :author, :words
            WHERE (SELECT COUNT(*) FROM incident_comment WHERE account = :account AND incident = :incident) < :most
            ON CONFLICT DO NOTHING
            """;

    private static final String COMMENTS =
            """
            SELECT account, incident, id, at, author, words FROM incident_comment
            WHERE account = :account AND incident = :incident ORDER BY at, id
            """;

    private static final String ASSIGN =
            """
            INSERT INTO incident_assignee (account, incident, assignee) VALUES (:account, :incident, :assignee)
            ON CONFLICT (account, incident) DO UPDATE SET assignee = :assignee
            """;

    private static final int AT_ONCE = 500;

    private final Database database;

    public SqlCaseworkStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(IncidentComment comment, int most) {
        Map<String, Object> values = new HashMap<>();
        values.put("account", comment.account().name());
        values.put("incident", comment.incident());
        values.put("id", comment.id());
        values.put("at", Micros.of(comment.at()));
        values.put("author", comment.author());
        values.put("words", comment.text());
        return database.change("comment on incident " + comment.incident(), handle -> {
            int added =
                    handle.createUpdate(ADD).bindMap(values).bind("most", most).execute();
            return added == 1
                    || handle.createQuery(
                                    "SELECT 1 FROM incident_comment WHERE account = :account AND incident = :incident"
                                            + " AND id = :id")
                            .bind("account", comment.account().name())
                            .bind("incident", comment.incident())
                            .bind("id", comment.id())
                            .mapTo(Integer.class)
                            .findOne()
                            .isPresent();
        });
    }

    @Override
    public List<IncidentComment> comments(Account account, String incident) {
        return database.read("read comments", handle -> handle.createQuery(COMMENTS)
                .bind("account", account.name())
                .bind("incident", incident)
                .map((row, context) -> new IncidentComment(
                        row.getString(3),
                        new Account(row.getString(1)),
                        row.getString(2),
                        Micros.time(row.getLong(4)),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }

    @Override
    public void assign(Account account, String incident, Optional<String> assignee) {
        int unused = database.change(
                "assign incident " + incident,
                handle -> assignee.isPresent()
                        ? handle.createUpdate(ASSIGN)
                                .bind("account", account.name())
                                .bind("incident", incident)
                                .bind("assignee", assignee.get())
                                .execute()
                        : handle.execute(
                                "DELETE FROM incident_assignee WHERE account = ? AND incident = ?",
                                account.name(),
                                incident));
    }

    @Override
    public Map<String, String> assignees(Collection<String> incidents) {
        Map<String, String> all = new HashMap<>();
        List<String> ids = List.copyOf(incidents);
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            database.read("read who works on incidents", handle -> handle.createQuery(
                                    "SELECT incident, assignee FROM incident_assignee WHERE incident IN (<ids>)")
                            .bindList("ids", some)
                            .map((row, context) -> new SimpleImmutableEntry<>(row.getString(1), row.getString(2)))
                            .list())
                    .forEach(one -> all.put(one.getKey(), one.getValue()));
        }
        return all;
    }
}
