package io.mailwarden.store.alert;

import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.alert.AlertRow.AlertState;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PageCursor;
import io.mailwarden.store.DomainPages;
import io.mailwarden.store.Micros;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads pages of alerts, in the order of an index whichever domains they are of. */
final class AlertSearch {

    private static final Comparator<AlertRow> LATEST_FIRST =
            Comparator.comparing(AlertQuery::place).reversed();

    private AlertSearch() {}

    static Page<AlertRow> page(Handle handle, AlertQuery query) {
        List<AlertRow> rows = DomainPages.first(
                query.domains(), LATEST_FIRST, query.limit() + 1, domain -> rows(handle, query, domain));
        return Page.of(rows, query.limit(), row -> AlertQuery.place(row).text());
    }

    private static List<AlertRow> rows(Handle handle, AlertQuery query, Optional<String> domain) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder sql = new StringBuilder(SqlAlertStore.SEARCH);
        domain.ifPresent(name -> {
            sql.append("AND domain = :domain ");
            values.put("domain", name);
        });
        query.state().map(AlertState::label).ifPresent(state -> {
            sql.append("AND state = :state ");
            values.put("state", state);
        });
        query.cursor().map(PageCursor::parse).ifPresent(last -> {
            sql.append(SqlAlertStore.BEHIND);
            values.put("raised", Micros.of(last.at()));
            values.put("last", SqlAlertStore.storable(last.id()));
        });
        values.put("limit", query.limit() + 1);
        return SqlAlertStore.list(handle, sql.append(SqlAlertStore.ORDER).toString(), values);
    }
}
