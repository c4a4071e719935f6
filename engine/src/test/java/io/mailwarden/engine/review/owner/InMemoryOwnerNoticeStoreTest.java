package io.mailwarden.engine.review.owner;

import io.mailwarden.engine.fixtures.InMemoryOwnerNoticeStore;
import io.mailwarden.engine.fixtures.OwnerNoticeStoreContract;

class InMemoryOwnerNoticeStoreTest extends OwnerNoticeStoreContract {

    private final InMemoryOwnerNoticeStore memory = new InMemoryOwnerNoticeStore();

    @Override
    protected OwnerNoticeStore store() {
        return memory;
    }
}
