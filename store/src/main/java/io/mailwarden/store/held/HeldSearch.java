package io.mailwarden.store.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.support.PageCursor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The statement behind one page of held mail.
 *
 * @param values by name
 */
record HeldSearch(String sql, Map<String, Object> values) {

    /** The statement for that query, of the accounts of one domain where one is given. */
    static HeldSearch of(HeldQuery query, Optional<String> domain) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder sql = new StringBuilder(SqlHeldStore.SEARCH);
        narrow(sql, values, "account", query.account().map(Account::name));
        narrow(sql, values, "domain", domain);
        narrow(sql, values, "incident", query.incident());
        narrow(sql, values, "kind", query.kind().map(HeldKind::label));
        query.recipient().ifPresent(recipient -> {
            sql.append(" AND EXISTS (SELECT 1 FROM held_recipient WHERE held_recipient.account = held_mail.account"
                    + " AND held_recipient.id = held_mail.id AND held_recipient.recipient = :recipient)");
            values.put("recipient", recipient);
        });
        query.subject().ifPresent(subject -> {
            sql.append(" AND held_mail.subject_lower LIKE :subject ESCAPE '!'");
            values.put("subject", "%" + subject.replaceAll("[!%_]", "!$0") + "%");
        });
        query.cursor().map(PageCursor::parse).ifPresent(last -> {
            sql.append(" AND (held_mail.held_at, held_mail.id) < (:held, :last)");
            values.put("held", HeldColumns.micros(last.at()));
            values.put("last", last.id());
        });
        values.put("limit", query.limit() + 1);
        return new HeldSearch(sql + SqlHeldStore.ORDER, values);
    }

    private static void narrow(StringBuilder sql, Map<String, Object> values, String column, Optional<String> value) {
        value.ifPresent(wanted -> {
            sql.append(" AND held_mail.").append(column).append(" = :").append(column);
            values.put(column, wanted);
        });
    }
}
