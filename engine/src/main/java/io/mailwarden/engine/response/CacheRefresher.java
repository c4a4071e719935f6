package io.mailwarden.engine.response;

import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.StoreUnavailable;

/** Reads again what another node has changed in the store, and ends sessions that it wants ended. Thread-safe. */
public final class CacheRefresher {

    /** Raised while blocks cannot be read. */
    public static final String BLOCKS_UNREAD = "blocks-unread";

    private final Incidents incidents;
    private final Blocks blocks;
    private final SessionReaper sessions;
    private final RuleTasks rules;
    private final SettingBroadcast settings;
    private final Alarms alarms;

    /** Of these caches; {@value #BLOCKS_UNREAD} when a block cannot be read. */
    public CacheRefresher(OwnActions own, RuleTasks rules, SettingBroadcast settings, Alarms alarms) {
        this.incidents = own.incidents();
        this.blocks = own.blocks();
        this.sessions = own.sessions();
        this.rules = rules;
        this.settings = settings;
        this.alarms = alarms;
    }

    /** Another node told of something. */
    public void refresh(CacheInvalidation invalidation) {
        switch (invalidation.topic()) {
            case INCIDENT -> incidents.refresh(invalidation.account());
            case BLOCK -> refreshBlocks(invalidation);
            case SESSIONS -> sessions.invalidated(invalidation);
            case SAFE_NETWORKS, EXCEPTIONS -> rules.refresh(invalidation.topic());
            case SETTINGS -> settings.heard();
        }
    }

    private void refreshBlocks(CacheInvalidation invalidation) {
        try {
            blocks.refresh(invalidation.account());
            sessions.endBlocked();
        } catch (StoreUnavailable e) {
            alarms.raise(BLOCKS_UNREAD, "a block that was set elsewhere is not known here", e);
        }
    }
}
