package io.mailwarden.engine.response.held;

import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** No message waits: for an engine without a mail server. */
public final class NoHeldMail implements HeldMail {

    @Override
    public Page<HeldMessage> search(HeldQuery query) {
        return new Page<>(List.of(), Optional.empty());
    }

    @Override
    public Optional<HeldMessage> find(String id) {
        return Optional.empty();
    }

    @Override
    public Optional<InputStream> open(String id) {
        return Optional.empty();
    }

    @Override
    public Optional<HeldPreview> preview(String id) {
        return Optional.empty();
    }

    @Override
    public long count(DomainFilter domains) {
        return 0;
    }

    @Override
    public boolean release(String id) {
        return false;
    }

    @Override
    public long releaseAll(String incident) {
        return 0;
    }

    @Override
    public boolean delete(String id) {
        return false;
    }

    @Override
    public long deleteAll(String incident) {
        return 0;
    }
}
