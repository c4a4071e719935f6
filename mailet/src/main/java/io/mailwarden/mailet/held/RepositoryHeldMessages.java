package io.mailwarden.mailet.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMail;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.response.rescan.HeldMessages;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;

/** Held mail for the re-scan. Thread-safe. */
@Singleton
public final class RepositoryHeldMessages implements HeldMessages {

    private static final int PAGE = 100;

    private final HeldMail held;
    private final HeldRepository repository;
    private final Quarantine quarantine;

    @Inject
    RepositoryHeldMessages(HeldMail held, HeldRepository repository, Quarantine quarantine) {
        this.held = held;
        this.repository = repository;
        this.quarantine = quarantine;
    }

    @Override
    public Page<HeldMessage> waiting(Account account, Optional<String> cursor) {
        return held.search(new HeldQuery(
                DomainFilter.ALL,
                Optional.of(account),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(HeldKind.HELD),
                PAGE,
                cursor));
    }

    @Override
    public Optional<InputStream> open(HeldMessage message) throws IOException {
        return repository.open(new HeldId(message.id()));
    }

    @Override
    public boolean moveToQuarantine(HeldMessage message, String reason, String incident) {
        return quarantine.moveToQuarantine(message.id(), reason, Optional.of(incident));
    }
}
