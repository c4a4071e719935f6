package io.mailwarden.survival;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Profiles: after a restart an owner's is what his part of the event log makes. */
final class ProfileBook implements Book {

    private final List<String> accounts;
    private final Tables tables;

    ProfileBook(List<String> accounts, Tables tables) {
        this.accounts = accounts;
        this.tables = tables;
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String account : accounts) {
            long profile = node.account(account).path("learnedLogins").asLong();
            long log = tables.number(
                    """
                    SELECT COUNT(*) FROM event_log WHERE kind = 'login' AND entry LIKE '%%"learning":"learned"%%'
                    AND event LIKE '%%"outcome":"accepted"%%' AND account = '%s'
                    """
                            .formatted(account));
            if (profile != log) {
                wrong.add(
                        String.format(Locale.ROOT, "%s has learned %d logins, the log has %d", account, profile, log));
            }
        }
        return wrong;
    }
}
