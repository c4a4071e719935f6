package io.mailwarden.engine.response;

import io.mailwarden.engine.event.Account;
import java.util.List;
import java.util.Optional;

/** No message waits: for an engine without a mail server. */
public final class NoHeldMail implements HeldMail {

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
