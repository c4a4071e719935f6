package io.mailwarden.store.rule;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.verdict.ExceptionRule;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Exceptions, kept in an SQL database. Thread-safe. */
public final class SqlExceptionStore extends SqlRules<ExceptionRule> {

    public SqlExceptionStore(Database database) {
        super(
                database,
                "exception_rule",
                List.of("type", "scope", "network", "country", "asn", "client", "recipient", "comment"));
    }

    @Override
    Map<String, Object> values(ExceptionRule rule) {
        Narrowing narrowing = rule.narrowing();
        Map<String, Object> values = new HashMap<>();
        values.put("type", rule.type().orElse(null));
        values.put("scope", rule.scope().text());
        values.put("network", narrowing.network().map(Network::toString).orElse(null));
        values.put("country", narrowing.country().orElse(null));
        values.put("asn", narrowing.asn().isPresent() ? narrowing.asn().getAsLong() : null);
        values.put("client", narrowing.client().orElse(null));
        values.put("recipient", narrowing.recipient().orElse(null));
        values.put("comment", rule.comment());
        values.put("created_by", rule.createdBy());
        return values;
    }

    @Override
    ExceptionRule rule(ResultSet row) throws SQLException {
        return new ExceptionRule(
                row.getString("id"),
                text(row, "type"),
                Scope.parse(row.getString("scope")),
                narrowing(row),
                row.getString("comment"),
                row.getString("created_by"),
                Micros.time(row.getLong("created_at")),
                time(row, "expires_at"));
    }

    private static Narrowing narrowing(ResultSet row) throws SQLException {
        long asn = row.getLong("asn");
        OptionalLong provider = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(asn);
        return new Narrowing(
                text(row, "network").map(Network::parse),
                text(row, "country"),
                provider,
                text(row, "client"),
                text(row, "recipient"));
    }
}
