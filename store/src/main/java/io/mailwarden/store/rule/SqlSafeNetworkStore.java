package io.mailwarden.store.rule;

import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.origin.SafeNetwork;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Safe networks, kept in an SQL database. Thread-safe. */
public final class SqlSafeNetworkStore extends SqlRules<SafeNetwork> {

    public SqlSafeNetworkStore(Database database) {
        super(database, "safe_network", List.of("network", "scope", "description"));
    }

    @Override
    Map<String, Object> values(SafeNetwork rule) {
        return Map.of(
                "network", rule.network().toString(),
                "scope", rule.scope().text(),
                "description", rule.description(),
                "created_by", rule.createdBy());
    }

    @Override
    SafeNetwork rule(ResultSet row) throws SQLException {
        return new SafeNetwork(
                row.getString("id"),
                Network.parse(row.getString("network")),
                Scope.parse(row.getString("scope")),
                row.getString("description"),
                row.getString("created_by"),
                Micros.time(row.getLong("created_at")),
                time(row, "expires_at"));
    }
}
