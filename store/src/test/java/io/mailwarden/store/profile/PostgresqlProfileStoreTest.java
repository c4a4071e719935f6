package io.mailwarden.store.profile;

import io.mailwarden.engine.fixtures.ProfileStoreContract;
import io.mailwarden.engine.profile.ProfileStore;
import io.mailwarden.store.TestStore;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlProfileStoreTest extends ProfileStoreContract {

    @RegisterExtension
    final TestStore open = TestStore.postgresql();

    private SqlProfileStore profiles;

    @BeforeEach
    void openProfiles() {
        profiles = open.profiles();
    }

    @Override
    protected ProfileStore store() {
        return profiles;
    }

    @Override
    protected void later() {
        open.clock().advance(Duration.ofSeconds(1));
    }
}
