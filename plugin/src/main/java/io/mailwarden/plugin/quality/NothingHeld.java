package io.mailwarden.plugin.quality;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.HeldMail;
import io.mailwarden.engine.response.HeldMessage;
import java.util.List;
import java.util.Optional;

/** The bench has no mail, only what is known of it. */
final class NothingHeld implements HeldMail {

    @Override
    public List<HeldMessage> list(Optional<Account> account, int limit) {
        return List.of();
    }

    @Override
    public long count() {
        return 0;
    }

    @Override
    public boolean release(String id) {
        return false;
    }

    @Override
    public boolean delete(String id) {
        return false;
    }
}
