package io.mailwarden.store;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EventHistory;
import io.mailwarden.engine.eventlog.EventLog;
import io.mailwarden.engine.eventlog.StoreHealth;
import io.mailwarden.engine.incident.IncidentStore;
import io.mailwarden.engine.profile.ProfileStore;
import io.mailwarden.engine.response.ResponseStores;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.engine.response.rescan.RescanStore;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.audit.AuditTrail;
import io.mailwarden.engine.review.backtest.BacktestStore;
import io.mailwarden.engine.review.casework.ActivityStore;
import io.mailwarden.engine.review.casework.CaseworkStore;
import io.mailwarden.engine.review.owner.OwnerNoticeStore;
import io.mailwarden.engine.review.setting.SettingChangeStore;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.access.SqlAccessStore;
import io.mailwarden.store.access.SqlAuditTrail;
import io.mailwarden.store.alert.SqlAlertStore;
import io.mailwarden.store.backtest.SqlBacktestStore;
import io.mailwarden.store.block.BlockFile;
import io.mailwarden.store.block.SqlBlockStore;
import io.mailwarden.store.block.SqlModeStore;
import io.mailwarden.store.block.SqlResponseRecordStore;
import io.mailwarden.store.casework.SqlActivityStore;
import io.mailwarden.store.casework.SqlCaseworkStore;
import io.mailwarden.store.held.SqlHeldStore;
import io.mailwarden.store.incident.SqlIncidentStore;
import io.mailwarden.store.log.SqlEventHistory;
import io.mailwarden.store.log.SqlEventLog;
import io.mailwarden.store.owner.SqlOwnerNoticeStore;
import io.mailwarden.store.profile.SqlProfileStore;
import io.mailwarden.store.rescan.SqlJournalStore;
import io.mailwarden.store.rescan.SqlRescanStore;
import io.mailwarden.store.rule.SqlExceptionStore;
import io.mailwarden.store.rule.SqlSafeNetworkStore;
import io.mailwarden.store.setting.SqlSettingChangeStore;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that one node keeps, opened and closed together. Thread-safe. */
public final class Store implements AutoCloseable {

    private final Node node;
    private final Database database;
    private final SqlEventLog log;
    private final SqlProfileStore profiles;
    private final IncidentStore incidents;
    private final AlertStore alerts;
    private final HeldStore held;
    private final StoreConfig config;
    private final Alarms alarms;
    private final Clock clock;
    private @Nullable Retention retention;

    private Store(StoreConfig config, Alarms alarms, Clock clock) {
        this.config = config;
        this.alarms = alarms;
        this.clock = clock;
        node = Node.open(config.directory());
        NativeLibrary.removeOld(config.directory());
        database = Database.open(config, alarms, clock);
        log = SqlEventLog.start(database, node, config, clock, alarms);
        profiles = new SqlProfileStore(database, log, clock);
        incidents = new SqlIncidentStore(database);
        alerts = new SqlAlertStore(database);
        held = new SqlHeldStore(database, node::name);
    }

    /**
     * Opens it, also when the database cannot be reached: then with an alarm, and events wait. Throws
     * IllegalStateException when another process uses the folder, UncheckedIOException when it cannot be used.
     */
    public static Store open(StoreConfig config, Alarms alarms, Clock clock) {
        return new Store(config, alarms, clock);
    }

    /** The event log in this store. */
    public EventLog log() {
        return log;
    }

    /** The snapshots of profiles in this store. */
    public ProfileStore profiles() {
        return profiles;
    }

    /** The incidents in this store. */
    public IncidentStore incidents() {
        return incidents;
    }

    /** What accounts sent of late. */
    public JournalStore journal() {
        return new SqlJournalStore(database);
    }

    /** The second looks at it. */
    public RescanStore rescans() {
        return new SqlRescanStore(database);
    }

    /** What is done about incidents. */
    public ResponseStores responses() {
        return new ResponseStores(
                new SqlBlockStore(database),
                new BlockFile(config.directory().resolve("blocks.json")),
                new SqlModeStore(database),
                new SqlResponseRecordStore(database),
                new SqlSafeNetworkStore(database),
                new SqlExceptionStore(database));
    }

    /** The outbox of alerts in this store. */
    public AlertStore alerts() {
        return alerts;
    }

    /** The rows of held mail in this store. */
    public HeldStore held() {
        return held;
    }

    /** What is kept of console users. */
    public AccessStore access() {
        return new SqlAccessStore(database);
    }

    /** What owners are told, and their links. */
    public OwnerNoticeStore ownerNotices() {
        return new SqlOwnerNoticeStore(database);
    }

    /** What administrators write about incidents, and who works on them. */
    public CaseworkStore casework() {
        return new SqlCaseworkStore(database);
    }

    /** Counts of what the event log tells. */
    public ActivityStore activity() {
        return new SqlActivityStore(database, log.accounts());
    }

    /** What administrators did. */
    public AuditTrail audit() {
        return new SqlAuditTrail(database);
    }

    /** The whole log as a stream. */
    public EventHistory history() {
        return new SqlEventHistory(database);
    }

    /** What changed settings would have done. */
    public BacktestStore backtests() {
        return new SqlBacktestStore(database);
    }

    /** What administrators changed of the settings. */
    public SettingChangeStore settingChanges() {
        return new SqlSettingChangeStore(database);
    }

    /** What all nodes have in common. */
    public SqlSettings settings() {
        return new SqlSettings(database);
    }

    /**
     * From now on removes events that are too old or too many; called once.
     *
     * @param foldFirst returns when the snapshots of these accounts tell all that the log tells of them
     */
    public void forget(Consumer<Set<Account>> foldFirst) {
        retention = Retention.start(database, config, clock, alarms, foldFirst);
    }

    /** Calls that whenever a fresh file took the place of a damaged one; it must return at once. */
    public void whenAfresh(Runnable listener) {
        database.whenAfresh(listener);
    }

    /** The health of the store: what waits, what was dropped. */
    public StoreHealth health() {
        return log.health();
    }

    /** Writes what waits, for a bounded time, and closes. */
    @Override
    public void close() {
        if (retention != null) {
            retention.close();
        }
        log.close();
        database.close();
        node.close();
    }
}
